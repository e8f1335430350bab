import type { LoyaltyProgram } from '../schema'
import { classic } from './classic'
import { sorento } from './sorento'

/** The programmes that come with the shop, by the name that commands know them by. */
export const PRESETS = { sorento, classic } as const satisfies Record<string, LoyaltyProgram>

export type PresetName = keyof typeof PRESETS

export const isPresetName = (name: string): name is PresetName => Object.hasOwn(PRESETS, name)
