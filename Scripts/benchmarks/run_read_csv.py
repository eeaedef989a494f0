"""Count, smallest and largest value of columns of a CSV, by DuckDB's own reader with given types.

    run_read_csv.py FILE TYPES COLUMN…  with the types of all columns as a JSON object
"""

import json
import sys

import duckdb


def main(path, types, *columns):
    values = (f'count("{name}"), min("{name}"), max("{name}")' for name in columns)
    query = f"""
      select count(*), {", ".join(values)}
      from read_csv(?, columns = {json.loads(types)}, auto_detect = false, header = true,
        delim = ',', quote = '"', escape = '"', nullstr = '')
      """
    row = duckdb.connect().execute(query, [path]).fetchone()
    print(json.dumps(row, default=str))


if __name__ == "__main__":
    main(*sys.argv[1:])
