/** Is it a compose file by its name: `compose.yaml`, `docker-compose.prod.yml`? */
export function isComposeName(name: string): boolean {
  return /(?:^|[/\\])(?:[\w.-]*-)?compose[^/\\]*\.ya?ml$/i.test(name);
}

/** Is it the file that others are laid over: `compose.yaml`, `docker-compose.yml`? */
export function isBaseName(name: string): boolean {
  return /(?:^|[/\\])(?:docker-)?compose\.ya?ml$/i.test(name);
}

/** Is it an environment file by its name: `.env`, `dot-env`, `shop.env`, `.env.local`? */
export function isEnvironmentFile(name: string): boolean {
  return isProjectEnvironment(name) || /\.env$/i.test(name);
}

/** Is it an environment file for the whole project, and not one that a service names? */
export function isProjectEnvironment(name: string): boolean {
  return /(?:^|[/\\])(?:\.env(?:\.[\w-]+)?|dot-?env)$/i.test(name);
}

/** Is it an environment file that only shows what to write: `.env.example`? */
export function isExample(name: string): boolean {
  return /\.(?:example|sample|template|dist)$/i.test(name);
}
