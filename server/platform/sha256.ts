import { hash } from 'node:crypto'

/** The SHA-256 of a text or of bytes, in base64url: what the audit log is chained with and bodies are compared by. */
export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content, 'base64url')
}
