/** Who asks. Never printed, never written. */
export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** The same variables as ClickHouse's own client reads. */
const variables = ['CLICKHOUSE_USER', 'CLICKHOUSE_PASSWORD'] as const;

/** User and password from the environment. Without: the user that every server has at first, `default`, and no password. */
export function credentials(env: Readonly<Record<string, string | undefined>>): Credentials {
  const [user, password] = variables.map((name) => env[name]);
  return {user: user || 'default', password: password ?? ''};
}
