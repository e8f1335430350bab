/**
 * The form that an action was called with. A client can call an action with anything or nothing; whatever is no form
 * reads as an empty one, which every schema refuses in words.
 */
export const formIn = (sent: unknown): FormData => (sent instanceof FormData ? sent : new FormData())
