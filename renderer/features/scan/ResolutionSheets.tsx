import { loadedLater } from '../../contexts/loaded-later.tsx'
import type { ShownResult } from '../../services/shown-result.ts'
import { AttachSheet, type NewOwner } from './AttachSheet.tsx'
import { NoteSheet } from './NoteSheet.tsx'
import { OverrideSheet } from './OverrideSheet.tsx'
import type { Step } from './steps.ts'
import { UndoSheet } from './UndoSheet.tsx'

const member = loadedLater(async () => (await import('./later-sheets.ts')).MemberSheet)
const renew = loadedLater(async () => (await import('./later-sheets.ts')).RenewSheet)
const guest = loadedLater(async () => (await import('./later-sheets.ts')).GuestSheet)

/** What opens elsewhere than beside the stage. */
export interface StageScreens {
  /** What can be changed of a member. */
  onEdit: (member: { id: string }) => void
  /** Opens the search for the member who is the same person. */
  onMerge: (member: { id: string }) => void
  /** Prints a member's card. */
  onPrint: (member: { id: string; full_name: string }) => void
  /** A new member, who has the card of a result. */
  onNewMember: (owner: NewOwner) => void
}

/** A step that needs more than a key, about the result that it was asked for: scans go on being answered behind it. */
export interface Resolution {
  step: Step
  shown: ShownResult
}

interface ResolutionSheetsProps extends StageScreens {
  resolution: Resolution
  onClose: () => void
}

export function ResolutionSheets({
  resolution,
  onEdit,
  onMerge,
  onPrint,
  onNewMember,
  onClose,
}: ResolutionSheetsProps) {
  const { step, shown } = resolution
  switch (step) {
    case 'attach':
      return shown.code === null ? null : (
        <AttachSheet code={shown.code} shown={shown} onNewMember={onNewMember} onClose={onClose} />
      )
    case 'renew':
      return shown.result?.member ? (
        <renew.Content
          memberId={shown.result.member.id}
          name={shown.result.member.full_name}
          shown={shown}
          onClose={onClose}
        />
      ) : null
    case 'undo':
      return shown.renewal && shown.result?.visit ? (
        <UndoSheet visit={shown.result.visit} renewal={shown.renewal} onClose={onClose} />
      ) : null
    case 'override':
      return <OverrideSheet shown={shown} onClose={onClose} />
    case 'openMember':
      return shown.result?.member ? (
        <member.Content
          memberId={shown.result.member.id}
          name={shown.result.member.full_name}
          onEdit={(edited) => {
            onClose()
            onEdit(edited)
          }}
          onMerge={(merged) => {
            onClose()
            onMerge(merged)
          }}
          onPrint={(printed) => {
            onClose()
            onPrint(printed)
          }}
          onClose={onClose}
        />
      ) : null
    case 'bringGuest':
      return shown.result?.member ? <guest.Content host={shown.result.member} onClose={onClose} /> : null
    case 'writeNote':
      return shown.result?.member ? <NoteSheet member={shown.result.member} onClose={onClose} /> : null
    default:
      return null
  }
}
