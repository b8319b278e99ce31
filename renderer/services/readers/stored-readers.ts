import type { DeskStorage } from '../lasting-storage.ts'
import { READER_KINDS, READER_ROLES, type KnownReader } from './reader.ts'

/** Where a desk keeps its readers. */
export const READERS_KEY = 'av-gym-front-desk readers'

/** More than anybody plugs into one PC: a damaged list must not fill the page. */
const MAX_READERS = 20

const EVERY_DESK: readonly KnownReader[] = [
  { id: 'keyboard', kind: 'keyboard', vendorId: null, productId: null, name: '', role: 'desk' },
  { id: 'camera', kind: 'camera', vendorId: null, productId: null, name: '', role: 'desk' },
]

/** The readers that this desk remembers; keyboard and camera are always among them. */
export function readReaders(storage: DeskStorage): KnownReader[] {
  const kept = parsed(storage.getItem(READERS_KEY)).filter(isReader).slice(0, MAX_READERS)
  const missing = EVERY_DESK.filter(({ id }) => !kept.some((reader) => reader.id === id))
  return [...missing, ...kept]
}

export function storeReaders(storage: DeskStorage, readers: readonly KnownReader[]): void {
  storage.setItem(READERS_KEY, JSON.stringify(readers))
}

function parsed(text: string | null): unknown[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(kept) ? kept : []
  } catch {
    return []
  }
}

function isReader(value: unknown): value is KnownReader {
  if (typeof value !== 'object' || value === null) return false
  const { id, kind, vendorId, productId, name, role } = value as Partial<Record<keyof KnownReader, unknown>>
  const isText = typeof id === 'string' && typeof name === 'string'
  const isNamed = isOneOf(READER_KINDS, kind) && isOneOf(READER_ROLES, role)
  return isText && isNamed && isNumberOrNull(vendorId) && isNumberOrNull(productId)
}

const isOneOf = (allowed: readonly string[], value: unknown): boolean => allowed.some((one) => one === value)

const isNumberOrNull = (value: unknown): boolean => value === null || Number.isInteger(value)
