/** A number of things, such as `1 Jira` and `2 Jiras`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
