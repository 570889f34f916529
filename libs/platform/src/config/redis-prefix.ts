/** Several installations may share one Redis: each keeps its keys under the name of its own database. */
export function redisPrefix(databaseUrl: string): string {
  return `madoguchi:${new URL(databaseUrl).pathname.slice(1)}`;
}
