import { useTranslation } from 'react-i18next'
import { DISPOSITIONS, type Disposition } from '../../../server/protocol/import-report.ts'
import { saveFile } from '../../services/diagnostics.ts'
import { Button } from '../../ui/Button.tsx'

/** How many rows become what; what is none is not shown. */
export function ReportCounts({ counts }: { counts: Partial<Record<Disposition, number>> }) {
  const { t } = useTranslation()
  const shown = DISPOSITIONS.filter((what) => (counts[what] ?? 0) > 0)
  return (
    <dl className="import__counts">
      {shown.map((what) => (
        <div key={what}>
          <dt>{t(`imports.disposition.${what}`)}</dt>
          <dd>{counts[what]}</dd>
        </div>
      ))}
    </dl>
  )
}

const BESIDE = ['photos', 'plans', 'visits', 'entries', 'known', 'ofNobody'] as const

/** What else has come with a file, or of which nothing has. */
export function TakenBeside({ counts }: { counts: Partial<Record<(typeof BESIDE)[number], number>> }) {
  const { t } = useTranslation()
  const shown = BESIDE.filter((what) => (counts[what] ?? 0) > 0)
  if (shown.length === 0) return null
  return (
    <dl className="import__counts">
      {shown.map((what) => (
        <div key={what}>
          <dt>{t(`files.beside.${what}`)}</dt>
          <dd>{counts[what]}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The rows that were left out, to be mended and imported again. */
export function SaveRest({ file, rest }: { file: File; rest: string | null }) {
  const { t } = useTranslation()
  if (rest === null) return null
  const name = `${file.name.replace(/\.\w+$/, '')}-rest.csv`
  return <Button onPress={() => saveFile(name, rest, 'text/csv')}>{t('imports.saveRest')}</Button>
}
