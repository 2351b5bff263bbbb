/* clock.h - the only place that asks what time it is. */
#ifndef EVITAB_CLOCK_H
#define EVITAB_CLOCK_H

/* Seconds since an arbitrary moment; never runs backwards. */
double clock_seconds(void);

enum { CLOCK_UTC = 24 };

/* "2026-01-31T23:59:59Z" */
void clock_utc(char out[CLOCK_UTC]);

#endif
