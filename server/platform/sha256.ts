import { hash } from 'node:crypto'

/** The SHA-256 of a text, in base64url: what the audit log is chained with and bodies are compared by. */
export function sha256(text: string): string {
  return hash('sha256', text, 'base64url')
}
