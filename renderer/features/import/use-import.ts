import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportMapping, RecognisedFile } from '../../../server/protocol/import-mapping.ts'
import type { MendedCell } from '../../../server/protocol/import-mends.ts'
import type { ImportProgress, ImportReport } from '../../../server/protocol/import-report.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useDeskParts } from '../../contexts/WebSocketContext.tsx'
import type { ReadAs } from '../../services/member-files.ts'
import {
  importMapped,
  importOurs,
  importVisits,
  type TakenOurs,
  type TakenVisits,
  type Watching,
} from './watched-import.ts'

/** A file, what was found in it, and what its columns are taken for. */
interface Looked {
  file: File
  found: RecognisedFile
  mapping: ImportMapping
  /** What was mended of the file so far. */
  mended: readonly MendedCell[]
}

/** A file that was chosen, and how far its import is. */
export type ImportStep =
  | { step: 'choose' }
  | ({ step: 'found' } & Looked)
  | ({ step: 'preview'; report: ImportReport } & Looked)
  | { step: 'done'; file: File; report: ImportReport }
  | ({ step: 'done_ours' } & TakenOurs)
  | ({ step: 'done_visits' } & TakenVisits)

/** What the hub does with a file; null until it has said how far it is. */
export interface Going {
  progress: ImportProgress | null
  /** It has been told to end it, and takes back what it had written. */
  isCancelled: boolean
}

/** The import of one file, from its choice to what it has done. */
export function useImport() {
  const { t } = useTranslation()
  const { memberFiles } = useDeskParts()
  const [now, setNow] = useState<ImportStep>({ step: 'choose' })
  const { isGoing, error, run } = useOperation({
    invalid_message: t(now.step === 'preview' ? 'sources.notTaken' : 'imports.unreadable'),
    too_large: t('imports.tooLarge'),
    request_conflict: t('imports.changedSince'),
    rate_limited: t('scale.importElsewhere'),
  })
  const { watch, forget, ...watched } = useWatched(run)
  const choose = (file: File, as: ReadAs = {}): void => {
    forget()
    run(async () => {
      const found = await memberFiles.recognise(file, as)
      setNow({ step: 'found', file, found, mapping: found.mapping, mended: [] })
    })
  }
  const mend = (mapping: ImportMapping): void => {
    if (now.step === 'found') setNow({ ...now, mapping })
  }
  const lookAt = (looked: Looked): void =>
    watch(async (watching) => {
      const { file, found, mapping, mended } = looked
      const report = await importMapped(memberFiles, file, { mapping, mended, isPreview: true }, watching)
      setNow({ step: 'preview', file, found, mapping, mended, report })
    })
  const preview = (): void => {
    if (now.step === 'found') lookAt(now)
  }
  const lookAgain = (cells: readonly MendedCell[]): void => {
    if (now.step === 'preview') lookAt({ ...now, mended: withMended(now.mended, cells) })
  }
  const back = (): void => {
    if (now.step === 'preview') {
      const { file, found, mapping, mended } = now
      setNow({ step: 'found', file, found, mapping, mended })
    } else setNow({ step: 'choose' })
  }
  /** `keep` is the name that the answers are kept under; none by ''. */
  const take = (keep: string): void => {
    if (now.step !== 'preview') return
    const { file, mapping, mended } = now
    watch(async (watching) => {
      const asked = { mapping, mended, isPreview: false, plan: now.report.plan, keep }
      const report = await importMapped(memberFiles, file, asked, watching)
      setNow({ step: 'done', file, report })
    })
  }
  const takeOurs = (): void => {
    if (now.step !== 'found') return
    watch(async (watching) =>
      setNow(
        now.found.isVisits
          ? { step: 'done_visits', ...(await importVisits(memberFiles, now.file, watching)) }
          : { step: 'done_ours', ...(await importOurs(memberFiles, now.file, watching)) },
      ),
    )
  }
  return { now, isGoing, error, ...watched, choose, mend, preview, lookAgain, back, take, takeOurs }
}

/** Work that is watched as it goes on, and can be cancelled. */
function useWatched(run: (work: () => Promise<void>) => void) {
  const [going, setGoing] = useState<Going | null>(null)
  const [wasCancelled, setWasCancelled] = useState(false)
  const wanted = useRef<AbortController | null>(null)
  const forget = (): void => setWasCancelled(false)
  const cancel = (): void => {
    wanted.current?.abort()
    setGoing((before) => before && { ...before, isCancelled: true })
  }
  /** Does what can be cancelled; then nothing has become of it, and nothing is wrong. */
  const watch = (work: (watching: Watching) => Promise<void>): void =>
    run(async () => {
      const controller = new AbortController()
      wanted.current = controller
      forget()
      setGoing({ progress: null, isCancelled: false })
      const tell = (progress: ImportProgress): void => setGoing({ progress, isCancelled: false })
      await work({ tell, signal: controller.signal })
        .catch((why: unknown) => {
          if (!controller.signal.aborted) throw why
          setWasCancelled(true)
        })
        .finally(() => setGoing(null))
    })
  return { going, wasCancelled, watch, cancel, forget }
}

/** Of two for one cell the later one counts. */
function withMended(before: readonly MendedCell[], cells: readonly MendedCell[]): MendedCell[] {
  const isSame = (one: MendedCell) => (other: MendedCell) => one.line === other.line && one.at === other.at
  return [...before.filter((one) => !cells.some(isSame(one))), ...cells]
}

export type Import = ReturnType<typeof useImport>
