#include "base/sink.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

void sink_begin(void)
{
    (void)signal(SIGPIPE, SIG_IGN);
}

bool sink_write(Span s, Fault *f)
{
    for (size_t done = 0; done < s.len;) {
        ssize_t n = write(STDOUT_FILENO, s.at + done, s.len - done);
        if (n >= 0)
            done += (size_t)n;
        else if (errno == EPIPE)
            return false;
        else if (errno != EINTR)
            return fault(f, FAULT_OUTPUT, "standard output: %s", strerror(errno));
    }
    return true;
}

bool sink_part(Str *out, Fault *f)
{
    if (out->len < SINK_PART)
        return true;
    bool wanted = sink_write(str_span(out), f);
    str_clear(out);
    return wanted;
}
