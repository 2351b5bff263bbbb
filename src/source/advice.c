#include "source/advice.h"

static const char of_trouble[][160] = {
    [TROUBLE_UNREACHABLE] = "see whether the network is up and lets https through; behind a proxy set https_proxy",
    [TROUBLE_UNTRUSTED] = "see whether this machine's clock and certificates (ca-certificates) are right: "
                          "else somebody stands between",
    [TROUBLE_BROKEN] = "try again in some minutes; where it stays so, see what a proxy or firewall does to long replies",
    [TROUBLE_TOO_LARGE] = "see whether the address is that of the API",
    [TROUBLE_ELSEWHERE] = "look for a newer evitab: the API may have moved; or a network wants you to log in first",
};

static void of_pace(const Advised *a, Str *out)
{
    if (a->outcome == OUTCOME_RETRY) {
        str_add_text(out, "somebody else at this address asks too: try again in a minute");
        if (!a->key && a->key_variable != NULL)
            str_add_format(out, "; with a key (%s) the pace is your own", a->key_variable);
    } else if (!a->key && a->key_variable != NULL) {
        str_add_format(out, "get a key and put it into %s, or try again tomorrow", a->key_variable);
    } else {
        str_add_text(out, "try again tomorrow, or ask the source for more");
    }
}

void advice_of(const Advised *a, Str *out)
{
    bool refused = a->status == 400 || a->status == 401 || a->status == 403;
    if (a->trouble != TROUBLE_NONE && !(a->other_base && a->trouble == TROUBLE_ELSEWHERE))
        str_add_text(out, of_trouble[a->trouble]);
    else if (a->status == 429)
        of_pace(a, out);
    else if (a->outcome == OUTCOME_RETRY)
        str_add_text(out, "the failure is its own: try again later; a refresh waits and asks again by itself");
    else if (refused && a->key)
        str_add_format(out, "see whether the key in %s is right, or go without", a->key_variable);
    else if (a->status == 403)
        str_add_text(out, "do not refresh for now, and write to the source's help desk");
    else if (a->other_base)
        str_add_text(out, "see whether --base-url is the address of this API");
    else
        str_add_text(out, "look for a newer evitab: the API may have changed");
}
