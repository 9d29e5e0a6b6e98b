// What the program loads of Node before it shows anything, made as little as it needs: each function takes the text of a
// module and gives it back with the same meaning.

/** Loading one of these takes a seventh of the time of `node -e 0`, and only some commands ever call a function of theirs. */
const seldom = new Set(['node:child_process', 'node:crypto']);

/**
 * An ES import of one of Node's own modules evaluates every part of it that is otherwise loaded on demand: six to twelve
 * milliseconds for fs and util alone, a third of what `node -e 0` takes. Asked for by name they cost nothing.
 */
export function builtinsOnDemand(text) {
  const module = (name) => `globalThis.process.getBuiltinModule('${name}')`;
  return text
    .replace(
      /^import (?:\* as )?(\w+) from ['"](node:[^'"]*)['"];?$/gm,
      (_, name, from) => `const ${name} = ${module(from)};`,
    )
    .replace(/^import \{([^}]*)\} from ['"](node:[^'"]*)['"];?$/gm, (_, names, from) => {
      const values = names
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '' && !/^type\s/.test(name));
      if (!seldom.has(from)) return `const {${values.join(',').replace(/ as /g, ': ')}} = ${module(from)};`;
      return values.map((name) => `const ${name} = (...given) => ${module(from)}.${name}(...given);`).join(' ');
    });
}

/**
 * The first Intl.Segmenter of a process takes a third of the time of `node -e 0`, and the first screen needs none.
 * Libraries make theirs when they are loaded; here each is made when it is first used.
 */
export function segmentersOnDemand(text) {
  return text.replace(
    /^(export )?const (\w+) = new Intl\.Segmenter\((.*)\);$/gm,
    (_, exported = '', name, options) =>
      `${exported}const ${name} = {segment(text) { return (this.made ??= new Intl.Segmenter(${options})).segment(text); }};`,
  );
}

/** The set of all emoji sequences is built where an expression that asks for it is made; here, where it is first used. */
export function emojiOnDemand(text) {
  return text.replace(
    /^const (\w+) = (\/.*\\p\{RGI_Emoji\}.*\/v);$/gm,
    (_, name, expression) => `const ${name} = {test(text) { return (this.made ??= ${expression}).test(text); }};`,
  );
}
