#include "flow/workers.h"

#include <pthread.h>
#include <stdlib.h>

typedef enum { SLOT_EMPTY, SLOT_FILLED, SLOT_DONE } SlotState;

typedef struct {
    Batch batch;
    SlotState state;
} Slot;

typedef struct {
    const Work *work;
    Slot *slot; /* the batch number i lives in slot[i % n_slots] */
    size_t n_slots;
    pthread_mutex_t lock; /* guards all below, and each slot's state */
    pthread_cond_t change;
    size_t filled, taken, written; /* batches so far */
    bool ended;                    /* nothing more will be filled  */
    bool stop;                     /* nothing more is wanted       */
} Ring;

static void change(Ring *r, SlotState *state, SlotState to)
{
    pthread_mutex_lock(&r->lock);
    *state = to;
    pthread_cond_broadcast(&r->change);
    pthread_mutex_unlock(&r->lock);
}

/* The next slot to fill; NULL: nothing more is wanted. */
static Slot *slot_to_fill(Ring *r)
{
    pthread_mutex_lock(&r->lock);
    Slot *s = &r->slot[r->filled % r->n_slots];
    while (!r->stop && s->state != SLOT_EMPTY)
        pthread_cond_wait(&r->change, &r->lock);
    bool stop = r->stop;
    pthread_mutex_unlock(&r->lock);
    return stop ? NULL : s;
}

static void *read_all(void *arg)
{
    Ring *r = arg;
    Slot *s;
    while ((s = slot_to_fill(r)) != NULL && r->work->fill(r->work->job, &s->batch)) {
        pthread_mutex_lock(&r->lock);
        s->state = SLOT_FILLED;
        r->filled++;
        pthread_cond_broadcast(&r->change);
        pthread_mutex_unlock(&r->lock);
    }
    pthread_mutex_lock(&r->lock);
    r->ended = true;
    pthread_cond_broadcast(&r->change);
    pthread_mutex_unlock(&r->lock);
    return NULL;
}

/* The next slot to work on; NULL: there will be none. */
static Slot *slot_to_work(Ring *r)
{
    pthread_mutex_lock(&r->lock);
    while (!r->stop && !r->ended && r->taken == r->filled)
        pthread_cond_wait(&r->change, &r->lock);
    Slot *s = r->stop || r->taken == r->filled ? NULL : &r->slot[r->taken++ % r->n_slots];
    pthread_mutex_unlock(&r->lock);
    return s;
}

static void *work_all(void *arg)
{
    Ring *r = arg;
    void *memory = r->work->begin(r->work->job);
    for (Slot *s; (s = slot_to_work(r)) != NULL; change(r, &s->state, SLOT_DONE))
        r->work->work(r->work->job, memory, &s->batch);
    r->work->end(r->work->job, memory);
    return NULL;
}

/* The next slot to write; NULL: all is written. */
static Slot *slot_to_write(Ring *r)
{
    pthread_mutex_lock(&r->lock);
    Slot *s = &r->slot[r->written % r->n_slots];
    while (s->state != SLOT_DONE && !(r->ended && r->written == r->filled))
        pthread_cond_wait(&r->change, &r->lock);
    bool done = s->state == SLOT_DONE;
    pthread_mutex_unlock(&r->lock);
    return done ? s : NULL;
}

static void write_all(Ring *r)
{
    for (Slot *s; (s = slot_to_write(r)) != NULL; r->written++) {
        bool more = r->work->write(r->work->job, &s->batch);
        batch_clear(&s->batch);
        if (!more) {
            pthread_mutex_lock(&r->lock);
            r->stop = true;
            pthread_cond_broadcast(&r->change);
            pthread_mutex_unlock(&r->lock);
            return;
        }
        change(r, &s->state, SLOT_EMPTY);
    }
}

static void run_alone(const Work *w)
{
    Batch b = {0};
    void *memory = w->begin(w->job);
    while (w->fill(w->job, &b)) {
        w->work(w->job, memory, &b);
        bool more = w->write(w->job, &b);
        batch_clear(&b);
        if (!more)
            break;
    }
    w->end(w->job, memory);
    batch_free(&b);
}

static void run_threads(Ring *r, pthread_t *thread, int n)
{
    int started = 0;
    while (started < n && pthread_create(&thread[started], NULL, work_all, r) == 0)
        started++;
    pthread_t reader;
    bool reading = started > 0 && pthread_create(&reader, NULL, read_all, r) == 0;
    if (reading) {
        write_all(r);
        pthread_join(reader, NULL);
    } else {
        pthread_mutex_lock(&r->lock);
        r->stop = true;
        pthread_cond_broadcast(&r->change);
        pthread_mutex_unlock(&r->lock);
    }
    for (int i = 0; i < started; i++)
        pthread_join(thread[i], NULL);
    if (!reading)
        run_alone(r->work); /* the system gave no thread: nothing was read yet */
}

void workers_run(const Work *w, int n)
{
    if (n <= 1) {
        run_alone(w);
        return;
    }
    Ring r = {.work = w, .n_slots = 2 * (size_t)n + 2};
    r.slot = calloc(r.n_slots, sizeof *r.slot);
    pthread_t *thread = calloc((size_t)n, sizeof *thread);
    if (r.slot == NULL || thread == NULL)
        out_of_memory();
    pthread_mutex_init(&r.lock, NULL);
    pthread_cond_init(&r.change, NULL);
    run_threads(&r, thread, n);
    pthread_cond_destroy(&r.change);
    pthread_mutex_destroy(&r.lock);
    for (size_t i = 0; i < r.n_slots; i++)
        batch_free(&r.slot[i].batch);
    free(r.slot);
    free(thread);
}
