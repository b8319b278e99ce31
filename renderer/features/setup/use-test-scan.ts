import { useCallback, useEffect, useState } from 'react'
import { useReaders } from '../../contexts/use-readers.ts'
import { afterQuiet } from '../../services/readers/after-quiet.ts'
import {
  learnProfile,
  TEST_CODE,
  TEST_OVER_MS,
  type ProfileProblem,
} from '../../services/readers/learn-profile.ts'
import type { CodeRead } from '../../services/readers/reader.ts'
import { isWriting, readKeys } from '../../services/scanner/decode-keys.ts'
import type { RawKey } from '../../services/scanner/raw-key.ts'
import { ANY_READER, type ReaderProfile } from '../../services/scanner/reader-profile.ts'
import { MAX_PAUSE_MS } from '../../services/scanner/burst.ts'
import { browserTimers } from '../../services/timers.ts'

/** What came of a test: what was read, by which reader, and how a reader that types does it or why that is not known. */
export interface TestResult {
  code: string
  keys: readonly RawKey[]
  /** Of a reader that does not type; null for the keyboard. */
  read: CodeRead | null
  learned: ReaderProfile | { problem: ProfileProblem } | null
}

export interface TestScanNow {
  isListening: boolean
  /** Keys that came so far. */
  keys: readonly RawKey[]
  result: TestResult | null
  start: () => void
  stop: () => void
}

/** Listens for one scan of the test code; while it does, nothing that is scanned goes to the hub. */
export function useTestScan(): TestScanNow {
  const { parts } = useReaders()
  const [test, setTest] = useState<object | null>(null)
  const [keys, setKeys] = useState<readonly RawKey[]>([])
  const [result, setResult] = useState<TestResult | null>(null)

  const start = useCallback(() => {
    setKeys([])
    setResult(null)
    setTest({})
  }, [])
  const stop = useCallback(() => setTest(null), [])

  useEffect(() => {
    if (!test) return undefined
    let heard: readonly RawKey[] = []
    let isOver = false
    const end = (found: TestResult): void => {
      isOver = true
      setResult(found)
    }
    const quiet = afterQuiet({
      timers: browserTimers,
      steadyNow: () => performance.now(),
      quietMs: TEST_OVER_MS,
      onQuiet: () => end(resultOf(heard)),
    })
    const release = parts.captureAll({
      onKey(key) {
        if (belongsToPerson(key, heard)) return false
        if (isOver && !isOfOneScan(key, heard)) {
          stop()
          return false
        }
        heard = [...heard, key]
        setKeys(heard)
        quiet.heard()
        return true
      },
      onCode(read) {
        if (isOver) return false
        end({ code: read.code, keys: [], read, learned: null })
        return true
      },
    })
    return () => {
      quiet.stop()
      release()
    }
  }, [test, stop, parts])

  return { isListening: test !== null && result === null, keys, result, start, stop }
}

/** True for a key that a busy PC gave late, when the test seemed over: it was pressed right after those that were heard. */
function isOfOneScan({ at }: RawKey, heard: readonly RawKey[]): boolean {
  const last = heard.at(-1)
  return last !== undefined && at - last.at <= MAX_PAUSE_MS
}

/** Escape leaves, and whoever walks on or presses a button before anything was scanned does not scan. */
const PERSONS_KEYS = new Set(['Tab', 'Shift', 'Enter', ' '])

function belongsToPerson({ key }: RawKey, heard: readonly RawKey[]): boolean {
  return key === 'Escape' || (heard.length === 0 && PERSONS_KEYS.has(key))
}

function resultOf(keys: readonly RawKey[]): TestResult {
  const learned = learnProfile(keys, TEST_CODE)
  const profile = 'problem' in learned ? ANY_READER : learned
  const read = readKeys(
    keys.filter((key) => !key.isCommand && isWriting(key)),
    profile,
  )
  return { code: read.is === 'code' ? read.code : read.typed, keys, read: null, learned }
}
