"""Request and Reply: all that an API knows of HTTP."""


class Request:
    """`call` is the path behind the API's prefix, decoded; `params` are the query string's and the form's, the last of a name wins."""

    def __init__(self, method, path, call, params, headers):
        self.method, self.path, self.call, self.params, self.headers = method, path, call, params, headers


class Reply:
    """A whole answer; `body` is text or bytes, `headers` those beside type and length."""

    def __init__(self, status, kind, body, headers=None):
        self.status = status
        self.kind = kind if '/' not in kind or 'charset' in kind else f'{kind}; charset=UTF-8'
        self.body = body.encode() if isinstance(body, str) else body
        self.headers = dict(headers or {})
