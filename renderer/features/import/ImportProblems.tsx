import { useTranslation } from 'react-i18next'
import { MAX_MENDED_CHARACTERS, type RowOutcome } from '../../../server/protocol/import-report.ts'
import { TextField } from '../../ui/TextField.tsx'
import { groupProblems, type Problem as Grouped } from './group-problems.ts'

/** Problems that are shown: whoever mends a file sees some of what is to come, and has all of them in the file of the rest. */
const SHOWN_PROBLEMS = 200

interface ImportProblemsProps {
  problems: readonly RowOutcome[]
  /** What was typed in place of a cell, by the line. */
  texts: ReadonlyMap<number, string>
  onType: (line: number, text: string) => void
}

/** Rows that are left out, each with its reason and the cell to mend; those that one answer mends are told once. */
export function ImportProblems({ problems, texts, onType }: ImportProblemsProps) {
  const { t } = useTranslation()
  return (
    <>
      <h3 className="import__heading">{t('imports.problems')}</h3>
      <ul className="import__problems" tabIndex={0} aria-label={t('imports.problems')}>
        {groupProblems(problems)
          .slice(0, SHOWN_PROBLEMS)
          .map((problem) => (
            <Problem
              key={problem.first.line}
              {...problem}
              text={texts.get(problem.first.line) ?? problem.first.cell?.text ?? ''}
              onType={(text) => onType(problem.first.line, text)}
            />
          ))}
      </ul>
    </>
  )
}

interface ProblemProps extends Grouped {
  text: string
  onType: (text: string) => void
}

function Problem({ first, more, text, onType }: ProblemProps) {
  const { t } = useTranslation()
  const { words, isEnglish } = useReason(first)
  const language = isEnglish && { lang: 'en' }
  if (more > 0) {
    return (
      <li>
        <span {...language}>{words}</span> {t('imports.moreAlike', { count: more })}
      </li>
    )
  }
  if (!first.cell) return <li {...language}>{words}</li>
  return (
    <li {...language}>
      <TextField label={words} value={text} onChange={onType} maxLength={MAX_MENDED_CHARACTERS} />
    </li>
  )
}

/** Why a row is refused, in the language of the screen; in English the hub's own sentence, said once for all who show it. */
function useReason({ line, column, message = '', why }: RowOutcome): { words: string; isEnglish: boolean } {
  const { t } = useTranslation()
  const words = why ? t(`files.why.${why.code}`, { ...why.fields, defaultValue: '' }) : ''
  if (words === '') return { words: message, isEnglish: true }
  const said = { line, why: words }
  return { words: column ? t('files.at', { ...said, column }) : t('files.atLine', said), isEnglish: false }
}
