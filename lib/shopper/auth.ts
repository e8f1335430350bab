import 'server-only'
import { cookies, headers } from 'next/headers'
import NextAuth from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { z } from 'zod'
import { db } from '@/lib/core/db'
import { env } from '@/lib/core/env'
import { logFault } from '@/lib/core/log'
import { checkPassword } from './passwords'
import { readSession } from './session'

const credentials = z.object({ email: z.string(), password: z.string(), visitorId: z.uuid().optional() })
const persona = z.object({ personaId: z.uuid() })

/**
 * Sessions are JWTs in a secure cookie, on real time. Two doors: e-mail and password, and, with DEMO=1 only, becoming
 * a seeded persona by id. Attempts are counted by the sign-in flow before either door is tried: Auth.js's own HTTP routes
 * are not mounted, for they would be a door where nobody counts.
 */
export const { signIn, signOut } = NextAuth(() => ({
  trustHost: true,
  secret: env().AUTH_SECRET,
  session: { strategy: 'jwt', maxAge: 30 * 86_400 },
  pages: { signIn: '/sign-in', error: '/sign-in' },
  // A wrong password is no fault of ours: Auth.js would print a stack for each.
  logger: { error: (error: Error) => (error.name === 'CredentialsSignin' ? undefined : logFault('auth', error)) },
  providers: [
    Credentials({
      id: 'password',
      credentials: { email: {}, password: {}, visitorId: {} },
      async authorize(raw) {
        const input = credentials.safeParse(raw)
        if (!input.success) return null
        const customer = await db.customer.findUnique({ where: { email: input.data.email, erasedAt: null } })
        const right = await checkPassword(customer?.passwordHash ?? null, input.data.password)
        return customer && right ? { id: customer.id, visitor: input.data.visitorId } : null
      },
    }),
    ...(env().DEMO
      ? [
          Credentials({
            id: 'persona',
            credentials: { personaId: {} },
            async authorize(raw) {
              const input = persona.safeParse(raw)
              if (!input.success) return null
              const customer = await db.customer.findFirst({
                where: { id: input.data.personaId, seeded: true, passwordHash: { not: null }, erasedAt: null },
              })
              return customer ? { id: customer.id } : null
            },
          }),
        ]
      : []),
  ],
  callbacks: {
    // The visitor too: a session belongs to the browser in which it was opened, whatever that browser's other cookies say.
    jwt: ({ token, user }) => (user ? { ...token, sub: user.id, visitor: visitorOf(user) } : token),
  },
}))

const visitorOf = (user: object): unknown => ('visitor' in user ? user.visitor : undefined)

/**
 * The signed-in customer's id, or null. The role is read from the database with the rest, never from the token.
 *
 * Read off the cookie jar and not by `auth()`, which reads the request's header: a session opened or closed by this very
 * request (a checkout form that opens an account and comes back with a declined card) is in the jar only, and the page
 * that answers the form has to know it.
 */
export async function sessionCustomerId(): Promise<string | null> {
  const [jar, head] = await Promise.all([cookies(), headers()])
  const cookie = jar
    .getAll()
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ')
  const secure = (head.get('x-forwarded-proto') ?? '').startsWith('https')
  return (await readSession(cookie, { secret: env().AUTH_SECRET, secure }))?.customerId ?? null
}
