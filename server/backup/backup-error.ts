import { HubError } from '../protocol/errors.ts'
import { dirname } from 'node:path'

const SENTENCES: Record<string, (target: string) => string> = {
  SQLITE_FULL: (target) => `The disk of ${dirname(target)} is full.`,
  ENOSPC: (target) => `The disk of ${dirname(target)} is full.`,
  ENOENT: (target) => `There is no folder ${dirname(target)}.`,
  ENOTDIR: (target) => `There is no folder ${dirname(target)}.`,
  EACCES: (target) => `The folder ${dirname(target)} is not writable.`,
  EPERM: (target) => `The folder ${dirname(target)} is not writable.`,
  EROFS: (target) => `The folder ${dirname(target)} is not writable.`,
}

/** Why a backup to `target` could not be taken, in one sentence for people. A bug of ours stays what it is. */
export function asBackupError(error: unknown, target: string): unknown {
  if (error instanceof HubError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const isDisk = code.startsWith('SQLITE_') || /^E[A-Z]+$/.test(code)
  if (!isDisk) return error
  const sentence = SENTENCES[code]?.(target) ?? `The disk of ${dirname(target)} cannot be used (${code}).`
  const problem = new HubError('storage_unavailable', sentence)
  problem.cause = error
  return problem
}
