/* clock.h - the only place that asks what time it is. */
#ifndef EVITAB_CLOCK_H
#define EVITAB_CLOCK_H

/* Seconds since an arbitrary moment; never runs backwards. */
double clock_seconds(void);

#endif
