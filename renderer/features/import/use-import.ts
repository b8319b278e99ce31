import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportMapping, RecognisedFile } from '../../../server/protocol/import-mapping.ts'
import type { ImportReport } from '../../../server/protocol/import-report.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useDeskParts } from '../../contexts/WebSocketContext.tsx'
import type { ReadAs } from '../../services/member-files.ts'

/** A file that was chosen, and how far its import is. */
export type ImportStep =
  | { step: 'choose' }
  | { step: 'found'; file: File; found: RecognisedFile; mapping: ImportMapping }
  | { step: 'preview'; file: File; found: RecognisedFile; mapping: ImportMapping; report: ImportReport }
  | { step: 'done'; file: File; report: ImportReport }
  | { step: 'done_ours'; added: number; changed: number; unchanged: number }

/** The import of one file, from its choice to what it has done. */
export function useImport() {
  const { t } = useTranslation()
  const { memberFiles } = useDeskParts()
  const [now, setNow] = useState<ImportStep>({ step: 'choose' })
  const { isGoing, error, run } = useOperation({
    invalid_message: t(now.step === 'preview' ? 'sources.notTaken' : 'imports.unreadable'),
    too_large: t('imports.tooLarge'),
    request_conflict: t('imports.changedSince'),
  })
  const choose = (file: File, as: ReadAs = {}): void =>
    run(async () => {
      const found = await memberFiles.recognise(file, as)
      setNow({ step: 'found', file, found, mapping: found.mapping })
    })
  const mend = (mapping: ImportMapping): void => {
    if (now.step === 'found') setNow({ ...now, mapping })
  }
  const preview = (): void => {
    if (now.step !== 'found') return
    run(async () => {
      const report = await memberFiles.importMapped(now.file, now.mapping, { isPreview: true })
      setNow({ ...now, step: 'preview', report })
    })
  }
  const back = (): void => {
    if (now.step === 'preview')
      setNow({ step: 'found', file: now.file, found: now.found, mapping: now.mapping })
    else setNow({ step: 'choose' })
  }
  /** `keep` is the name that the answers are kept under; none by ''. */
  const take = (keep: string): void => {
    if (now.step !== 'preview') return
    const { file, mapping } = now
    run(async () => {
      const report = await memberFiles.importMapped(file, mapping, {
        isPreview: false,
        plan: now.report.plan,
        keep,
      })
      setNow({ step: 'done', file, report })
    })
  }
  const takeOurs = (): void => {
    if (now.step !== 'found') return
    run(async () => setNow({ step: 'done_ours', ...(await memberFiles.importOurs(now.file)) }))
  }
  return { now, isGoing, error, choose, mend, preview, back, take, takeOurs }
}

export type Import = ReturnType<typeof useImport>
