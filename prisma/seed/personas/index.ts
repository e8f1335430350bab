import { daysAgo, openAccount, type Theatre } from './stage'
import { playClaire } from './claire'
import { playHelena } from './helena'
import { playInes } from './ines'
import { sayYes } from './letters'
import { playMaren } from './maren'
import { playSigrid } from './sigrid'
import { playVera } from './vera'

/** Writes the pasts of all personas that have an account, and the staff's account. */
export function playPersonas(theatre: Theatre, seedNumber: number): void {
  playVera(theatre)
  playHelena(theatre, seedNumber)
  playMaren(theatre)
  playInes(theatre)
  playClaire(theatre)
  playSigrid(theatre)
  openAccount(theatre, 'staff', daysAgo(theatre.world, 1_200))
  sayYes(theatre.past, seedNumber)
}
