import type { StoreKey } from '@/messages/en'

/** Every word that shoppers read, in Polish. */
export const pl: Readonly<Partial<Record<StoreKey, string>>> = {}
