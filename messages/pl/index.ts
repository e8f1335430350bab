import type { StoreKey } from '@/messages/en'
import relational from './relational.json'

/** Every word that shoppers read, in Polish. */
export const pl: Readonly<Partial<Record<StoreKey, string>>> = { ...relational }
