/** Chains of references grow without end if they are let. */
const longest = 10_000;

/**
 * The text with `$(NAME)` replaced as Kubernetes does: by what is known under the name, `$$(NAME)` stays as it is. Of the names
 * that Kubernetes itself sets, `CART_SERVICE_HOST` is the host `cart`. References to anything else stay.
 */
export function expanded(text: string, known: (name: string) => string | undefined): string {
  return replaced(text, /\$(\$)?\(([\w.-]{1,200})\)/g, known);
}

/** The text of a shell command with `$NAME`, `${NAME}` and `$(NAME)` replaced. */
export function expandedCommand(text: string, known: (name: string) => string | undefined): string {
  return replaced(expanded(text, known), /\$()\{?([A-Za-z_]\w{0,200})\}?/g, known);
}

/** The text of a configuration file with `${NAME}` and `${NAME:what else}` replaced, as Spring and shells write them. */
export function expandedFile(text: string, known: (name: string) => string | undefined): string {
  if (!text.includes('${')) return text;
  return text.replace(
    /\$\{([\w.-]{1,200})(?::-?([^{}]{0,2000}))?\}/g,
    (whole, name: string, other: string | undefined) => {
      const value = known(name);
      return value !== undefined && value.length < longest ? value : (other ?? whole);
    },
  );
}

function replaced(text: string, reference: RegExp, known: (name: string) => string | undefined): string {
  if (!text.includes('$')) return text;
  let length = text.length;
  return text.replace(reference, (whole, escaped: string | undefined, name: string) => {
    const value = escaped ? undefined : (known(name) ?? ownVariable(name));
    if (value === undefined) return whole;
    length += value.length;
    return length > longest ? whole : value;
  });
}

/** Kubernetes names every Service of the namespace to every pod. */
function ownVariable(name: string): string | undefined {
  const service = /^([A-Z][A-Z0-9_]*)_SERVICE_HOST$/.exec(name)?.[1];
  return service?.toLowerCase().replaceAll('_', '-');
}
