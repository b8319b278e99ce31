import { TbAlertTriangle, TbInfoCircle, TbHandStop } from 'react-icons/tb'
import type { MemberNote, NoteLevel } from '../../../server/protocol/notes.ts'
import { formatDay, formatMoment } from '../../i18n/format.ts'
import type { Wording } from '../../contexts/use-wording.ts'
import './notes.css'

const ICONS: Readonly<Record<NoteLevel, typeof TbInfoCircle>> = {
  info: TbInfoCircle,
  warning: TbAlertTriangle,
  must_read: TbHandStop,
}

/** A note as it was written, with its level, who wrote it, and how long it holds. */
export function NoteText({ note, wording }: { note: MemberNote; wording: Wording }) {
  const { t, language, timeZone, today } = wording
  const { level, text, author, at, until } = note
  const Icon = ICONS[level]
  const time = formatMoment(at, today, timeZone, language)
  const about = [
    t(`memberNotes.levels.${level}`),
    author === '' ? t('memberNotes.byFile', { time }) : t('memberNotes.by', { author, time }),
    ...(until === null ? [] : [t('memberNotes.holdsUntil', { day: formatDay(until, today, language) })]),
  ]
  return (
    <>
      <p className="note__text" dir="auto">
        {text}
      </p>
      <p className="note__about">
        <Icon className="ui-icon" aria-hidden="true" />
        {about.join(' · ')}
      </p>
    </>
  )
}
