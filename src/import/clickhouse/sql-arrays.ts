// What whole traces are read with. A lambda that reads an array beside the one that it runs over has ClickHouse copy that array
// for each of its steps: the memory of that grows with the square of the spans. These take what grows with their number.

/** The values of an array at places from 1; the type's zero at place 0, below, and behind the end. */
export function pickedSql(values: string, places: string): string {
  return `arrayReduceInRanges('any', arrayMap(q -> (toInt64(q), toUInt64(q > 0)), ${places}), ${values})`;
}

/** For each element of `of`, how often it is in `list`. No element of `of` is there twice. */
export function timesSql(list: string, of: string): string {
  return `arrayMap(u -> u - 1, arraySlice(arrayEnumerateUniq(arrayConcat(${list}, ${of})), length(${list}) + 1))`;
}

/** The place in `values` of each of `wanted`, or a number behind their end. No value is there twice. */
export function foundSql(values: string, wanted: string): string {
  return `arraySlice(arrayEnumerateDense(arrayConcat(${values}, ${wanted})), length(${values}) + 1)`;
}
