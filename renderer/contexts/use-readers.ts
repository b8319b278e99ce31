import { useStore } from 'zustand'
import type { CodeRead } from '../services/readers/reader.ts'
import type { Readers, ReadersNow } from '../services/readers/readers.ts'
import { handleCode } from '../services/handle-code.ts'
import { useDeskParts } from './WebSocketContext.tsx'

/** This desk's readers as they are now, and what can be done with them. */
export function useReaders(): ReadersNow & { parts: Readers } {
  const { readers } = useDeskParts()
  return { ...useStore(readers.store), parts: readers }
}

/** What to do with each code that a reader gives: what the reader is for. */
export function useTakeCode(): (read: CodeRead) => void {
  const parts = useDeskParts()
  return (read) => handleCode(read, parts)
}
