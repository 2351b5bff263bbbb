#include "figure/row.h"

const char *const column_name[N_COLUMNS] = {
#define COLUMN(name, type, help) #name,
#include "figure/columns.def"
#undef COLUMN
};

const char *const column_help[N_COLUMNS] = {
#define COLUMN(name, type, help) help,
#include "figure/columns.def"
#undef COLUMN
};

const ColumnType column_type[N_COLUMNS] = {
#define COLUMN(name, type, help) TYPE_##type,
#include "figure/columns.def"
#undef COLUMN
};

const size_t column_offset[N_COLUMNS] = {
#define COLUMN(name, type, help) offsetof(Row, name),
#include "figure/columns.def"
#undef COLUMN
};

const char *const flag_name[N_FLAGS] = {
#define FLAG(name, help) #name,
#include "figure/flags.def"
#undef FLAG
};

const char *const flag_help[N_FLAGS] = {
#define FLAG(name, help) help,
#include "figure/flags.def"
#undef FLAG
};

const char *const span_name[N_SPANS] = {"value", "low", "high", "numerator", "denominator"};
