import { handlers } from '@/lib/shopper/auth'

export const { GET, POST } = handlers
