/** What the caller of the command can put right; its message says how. */
export class Fault extends Error {}
