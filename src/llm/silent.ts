const nothing = () => {};

/** A logger that says nothing, so that no library writes to the terminal or leaves a key in a log. */
export const silent = {error: nothing, warn: nothing, info: nothing, debug: nothing};
