"""Who asked what and when: the log that tests read, and the count of starts in the last second that pace limits go by."""
import json
import threading


class Log:
    """Starts of requests, each as one line in memory and in the file where there is one."""

    def __init__(self, path=None):
        self.lock = threading.Lock()
        self.file = open(path, 'w', encoding='utf-8', buffering=1) if path else None
        self.clear()

    def clear(self):
        with self.lock:
            self.lines, self.starts = [], {}

    def add(self, t, api, who, facts):
        """How many requests `who` began at this API in the second that ends with this one."""
        line = json.dumps({'t': round(t, 4), 'api': api, **facts}, ensure_ascii=False)
        with self.lock:
            self.lines.append(line)
            if self.file:
                self.file.write(line + '\n')
            starts = self.starts.setdefault((api, who), [])
            starts.append(t)
            return sum(1 for start in starts[-200:] if t - 1 < start <= t)

    def text(self):
        with self.lock:
            return ''.join(line + '\n' for line in self.lines)

    def most(self):
        """{api: the most starts in any one second, whoever they were counted for}"""
        with self.lock:
            out = {}
            for (api, _), starts in self.starts.items():
                out.setdefault(api, []).extend(starts)
        return {api: most_in_a_second(sorted(starts)) for api, starts in out.items()}


def most_in_a_second(starts):
    most = first = 0
    for last, t in enumerate(starts):
        while starts[first] <= t - 1:
            first += 1
        most = max(most, last - first + 1)
    return most
