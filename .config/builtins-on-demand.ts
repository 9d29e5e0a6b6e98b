// Node's own modules, loaded as late as can be. No text is rewritten: the bundler is given other modules to bundle.
import {builtinModules} from 'node:module';
import {relative} from 'node:path';
import type {Plugin} from 'esbuild';

/** Plain functions whose module takes a seventh of the time of `node -e 0` to load, and which only some commands ever call. */
export const seldom: Readonly<Record<string, readonly string[]>> = {
  'node:child_process': ['spawn'],
  'node:crypto': ['createHash', 'randomBytes', 'randomInt'],
};

const prefixed = (name: string) => `node:${name.replace(/^node:/, '')}`;
const builtins = new Set(builtinModules.flatMap((name) => [name, prefixed(name)]));
const loaded = (name: string) => `globalThis.process.getBuiltinModule('${name}')`;

/**
 * An ES import of one of Node's own modules evaluates every part of it that is otherwise loaded on demand: six to twelve
 * milliseconds for fs and util alone, and in all a tenth of the time of `analyze`. Asked for by name they cost nothing.
 * So each file that imports one gets, in its place, a module with the same exports, of which the bundler drops those
 * that are not imported. Renamed names, namespaces, classes and constants are thereby the bundler's work, and a name
 * that there is not is its error. What is required is the module itself; what is imported with `import()` is left as
 * it is.
 */
export const builtinsOnDemand: Plugin = {
  name: 'builtins-on-demand',
  setup({initialOptions: {absWorkingDir = process.cwd()}, onLoad, onResolve}) {
    onResolve({filter: /^(node:)?[a-z_]+(\/[a-z_]+)?$/}, ({path, kind, importer}) => {
      if (!builtins.has(path) || kind === 'dynamic-import') return undefined;
      const name = prefixed(path);
      if (kind === 'require-call') return {path: name, namespace: 'required'};
      // A module for each importing file: one for all of them would be one more file to find, read and link.
      return {path: `${name} for ${relative(absWorkingDir, importer)}`, namespace: 'imported', sideEffects: false};
    });
    onLoad({filter: /./, namespace: 'required'}, ({path}) => ({contents: `module.exports = ${loaded(path)};`}));
    onLoad({filter: /./, namespace: 'imported'}, ({path}) => ({contents: exportsOf(path.split(' ')[0]!)}));
  },
};

/**
 * A module that exports what `import` of this one exports, which are its own enumerable names.
 * @throws where a name of the table is none of its plain functions.
 */
export function exportsOf(name: string, late: readonly string[] = seldom[name] ?? []): string {
  const module = process.getBuiltinModule(name)!;
  for (const one of late) {
    const value: unknown = Object.hasOwn(module, one) ? Reflect.get(module, one) : undefined;
    // A constructor has a prototype; what is put in its place here could not be called with `new`, nor asked `instanceof`.
    if (typeof value !== 'function' || Object.keys(value.prototype ?? {}).length > 0 || `${value}`.startsWith('class'))
      throw new Error(
        `"${one}" of ${name} is no plain function: take it out of the table in .config/builtins-on-demand.ts.`,
      );
  }
  const values = Object.keys(module)
    .filter((one) => one !== 'default')
    .map((one, i) => {
      const value = late.includes(one)
        ? `(...given) => ${loaded(name)}.${one}(...given)`
        : `/* @__PURE__ */ (() => all.${one})()`;
      return `const v${i} = ${value};\nexport {v${i} as ${one}};\n`;
    });
  return `const all = /* @__PURE__ */ (() => ${loaded(name)})();\nexport default all;\n${values.join('')}`;
}
