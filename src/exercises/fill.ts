import {type Figure, figureText, figureTextIn} from './figure.ts';
import {type UnitName, units} from './units.ts';

const placeholder = /\{([^{}]{0,100})\}/g;

/**
 * The text with its placeholders replaced: `{wait}` by the figure of that name, `{wait in s}` by the same in seconds.
 * `figure` throws where there is none of the name; `says` makes the error for anything else in braces.
 */
export function filled(text: string, figure: (name: string) => Figure, says: (what: string) => Error): string {
  return text.replace(placeholder, (whole, inside: string) => {
    const [, name, unit] = /^([a-z-]+)(?: in ([a-z-]+))?$/.exec(inside) ?? [];
    if (name === undefined) throw says(`${whole} is no placeholder`);
    const found = figure(name);
    if (unit === undefined) return figureText(found);
    const shown = Object.hasOwn(units, unit) ? figureTextIn(found, unit as UnitName) : undefined;
    if (shown === undefined) throw says(`${whole}: "${name}" cannot be told in "${unit}"`);
    return shown;
  });
}
