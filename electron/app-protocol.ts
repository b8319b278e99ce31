import { readFile } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'
import type { CustomScheme } from 'electron'
import { isShellAddress, SHELL_SCHEME } from './address.ts'
import { contentSecurityPolicy } from './security/content-security-policy.ts'

/**
 * How Chromium treats the scheme: like https, with an origin of its own. `corsEnabled` belongs to `supportFetchAPI`:
 * without it other origins could read our answers (CVE-2026-70604).
 */
export const APP_SCHEME: CustomScheme = {
  scheme: SHELL_SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true },
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
}

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  // The files are on this disk; an update must not meet an older file from a cache.
  'cache-control': 'no-store',
}

/**
 * Answers requests to `app://frontdesk` with the files of one folder: only files, only inside it, only to be read.
 * What is not there, and what is not ours to give, is the same 404. `findHub` says which hub the page may reach, null for one of this PC.
 */
export function serveDesk(
  folder: string,
  findHub: () => Promise<string | null>,
): (request: Request) => Promise<Response> {
  const root = resolve(folder)
  return async (request) => {
    const headers = { ...HEADERS, 'content-security-policy': contentSecurityPolicy(await findHub()) }
    const refusal = (status: 404 | 405): Response => new Response(null, { status, headers })
    if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405)
    const path = fileOf(root, request.url)
    const content = path === null ? null : await readOrNull(path)
    if (path === null || content === null) return refusal(404)
    const type = CONTENT_TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream'
    const body = request.method === 'HEAD' ? null : content
    return new Response(body, { headers: { ...headers, 'content-type': type } })
  }
}

/** The file that an address names, or null where it names none inside the folder. */
function fileOf(root: string, address: string): string | null {
  if (!isShellAddress(address)) return null
  const path = decoded(new URL(address).pathname)
  // A backslash is a separator on Windows, a colon a drive or a stream; NUL ends a path early in the system's eyes.
  if (path === null || /[\\:\0]/.test(path)) return null
  const file = join(root, path === '/' ? 'index.html' : path)
  return file.startsWith(root + sep) ? file : null
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

async function readOrNull(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return await readFile(path)
  } catch {
    return null
  }
}
