// Stands in for 'server-only', which refuses to be imported outside a server bundle.
export {}
