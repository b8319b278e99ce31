import type { Fault } from '../fault.ts'

const APPLY = 'renderer/services/apply-frame.ts'
const APPLY_TEST = ['renderer/services/apply-frame.test.ts']
const COMMANDS = 'renderer/services/outbox.ts'
const SOCKET_TEST = ['renderer/services/connection.test.ts']
const SCANS = 'renderer/services/scan-queue.ts'
const SCANS_TEST = ['renderer/services/scan-queue.test.ts']

/** What the page knows of the building, and what it has asked. */
const lineFaults: readonly Fault[] = [
  {
    name: 'the end of an older visit takes out whoever came in again',
    file: APPLY,
    was: 'if (present.get(visit.member.id)?.id === visit.id) present.delete(visit.member.id)',
    becomes: 'present.delete(visit.member.id)',
    caughtBy: APPLY_TEST,
    title: 'came in again',
  },
  {
    name: 'an event after a gap is taken as the next one',
    file: APPLY,
    was: "return frame.payload.seq === position.seq + 1 ? 'next' : 'gap'",
    becomes: "return 'next'",
    caughtBy: APPLY_TEST,
    title: 'nothing at a gap',
  },
  {
    name: 'an event that is known is taken again',
    file: APPLY,
    was: 'if (!position || frame.payload.seq <= position.seq)',
    becomes: 'if (!position || frame.payload.seq < position.seq)',
    caughtBy: APPLY_TEST,
    title: 'nothing at a gap',
  },
  {
    name: 'numbers that contain an event are counted once more with it',
    file: APPLY,
    was: '  if (!stats || seq <= stats.seq) return stats\n  const { currentlyIn',
    becomes: '  if (!stats) return stats\n  const { currentlyIn',
    caughtBy: APPLY_TEST,
    title: 'counts an event once',
  },
  {
    name: 'a lost event is not noticed by the heartbeat',
    file: 'renderer/services/frame-receiver.ts',
    was: 'seq > position.seq)',
    becomes: 'seq > position.seq + 1)',
    caughtBy: SOCKET_TEST,
    title: 'by the heartbeat',
  },
  {
    name: 'a dead line is never noticed',
    file: 'renderer/services/heartbeat.ts',
    was: '    if (this.#sentAt !== null) {\n      lost()\n      return\n    }\n',
    becomes: '    void lost\n',
    caughtBy: SOCKET_TEST,
    title: 'a line that is dead',
  },
  {
    name: 'an attempt to connect that hangs is never given up',
    file: 'renderer/services/reconnecting-socket.ts',
    was: 'timers.setTimeout(() => this.lost(), ATTEMPT_PATIENCE_MS)',
    becomes: 'timers.setTimeout(() => undefined, ATTEMPT_PATIENCE_MS)',
    caughtBy: SOCKET_TEST,
    title: 'was given up',
  },
  {
    name: 'a command is not kept over a reload',
    file: COMMANDS,
    was: '    if (persistence.isKept) this.#list.keep(entry)\n',
    becomes: '',
    caughtBy: ['tests/desk/connection.test.ts'],
    title: 'over a reload',
    isSlow: true,
  },
  {
    name: 'an answered command stays in the outbox',
    file: 'renderer/services/outbox-list.ts',
    was: 'storage.remove([entry.requestId])',
    becomes: 'storage.put(entry)',
    caughtBy: SOCKET_TEST,
    title: 'leaves nothing behind',
  },
  {
    name: 'what an ended sign-in had asked is given up',
    file: COMMANDS,
    was: "const isOfEndedSignIn = code === 'token_expired' && isKept",
    becomes: 'const isOfEndedSignIn = false',
    caughtBy: SOCKET_TEST,
    title: 'its sign-in had ended',
  },
  {
    name: 'a roll-call goes by the numbers, which come before the names',
    file: 'renderer/features/roll-call/make-roll-call.ts',
    was: 'rows: asOf === null ? null',
    becomes: 'rows: desk.stats === null ? null',
    caughtBy: ['renderer/features/roll-call/make-roll-call.test.ts'],
    title: 'is none before',
  },
  {
    name: 'a roll-call is called live while what was missed is on its way',
    file: 'renderer/services/resync.ts',
    was: '    this.#isResuming = true\n    this.#parts.current(false)\n',
    becomes: '    this.#isResuming = true\n',
    caughtBy: ['renderer/features/roll-call/make-roll-call.test.ts'],
    title: 'an event was missed',
  },
  {
    name: 'a roll-call that was asked for too early stays empty',
    file: 'renderer/features/roll-call/use-roll-call.ts',
    was: '  if (isKnown && roll.rows === null) renew()\n',
    becomes: '  void isKnown\n',
    caughtBy: ['tests/e2e/closing.test.ts'],
    title: 'asked for before',
    isSlow: true,
  },
]

/** What is scanned, from the keys to the stage. */
const scanFaults: readonly Fault[] = [
  {
    name: 'a refusal is wiped away at once by the next result',
    file: SCANS,
    was: 'if (this.#isHeld() && heldMs > 0) {',
    becomes: 'if (this.#isHeld() && heldMs > LOOK_MS) {',
    caughtBy: SCANS_TEST,
    title: 'a result that needs a look',
  },
  {
    name: 'a key is meant for the result that has just come',
    file: SCANS,
    was: 'const isUnread = goneMs >= 0 && goneMs - agoMs < MEANT_BEFORE_MS',
    becomes: 'const isUnread = goneMs < 0 && goneMs - agoMs < MEANT_BEFORE_MS',
    caughtBy: SCANS_TEST,
    title: 'there to be read',
  },
  {
    name: 'a key after a late answer is meant for a result that has been gone for long',
    file: SCANS,
    was: 'const goneMs = this.#timers.now() - this.#replacedAt',
    becomes: 'const goneMs = this.#timers.now() - this.#shownAt',
    caughtBy: SCANS_TEST,
    title: 'came late',
  },
  {
    name: 'a reader as slow as the slowest is not heard',
    file: 'renderer/services/scanner/burst.ts',
    was: "if (gapMs <= maxKeyGapMs) return 'next'",
    becomes: "if (gapMs < maxKeyGapMs) return 'next'",
    caughtBy: ['renderer/services/scanner/wedge-decoder.test.ts'],
    title: 'exactly as slow',
  },
  {
    name: 'a person’s pause is forgiven as a machine’s is',
    file: 'renderer/services/scanner/burst.ts',
    was: 'if (gapMs > MAX_PAUSE_MS || longestGapMs > FAST_GAP_MS) return false',
    becomes: 'if (gapMs > MAX_PAUSE_MS) return false',
    caughtBy: ['renderer/services/scanner/wedge-decoder.test.ts'],
    title: 'wedge decoder',
  },
  {
    name: 'the keys of a scan reach a list or a menu',
    file: 'renderer/services/scanner/listen-for-scans.ts',
    was: 'return !isText || isSurelyReaders(result.burst)',
    becomes: 'return isText && isSurelyReaders(result.burst)',
    caughtBy: ['renderer/services/scanner/listen-for-scans.test.ts'],
    title: 'reach no list',
  },
  {
    name: 'two keys of the German layout change places',
    file: 'renderer/services/scanner/keyboard-layouts.ts',
    was: "'<yxcvbnm,.-',\n    shifted: '°",
    becomes: "'<yxcvbnm.,-',\n    shifted: '°",
    caughtBy: ['renderer/services/scanner/keyboard-layouts.test.ts'],
    title: 'keyboards of that name',
  },
  {
    name: 'the caret is lost after a scan',
    file: 'renderer/services/scanner/field-guard.ts',
    was: '      if (selection) element.setSelectionRange(...selection)\n',
    becomes: '      void selection\n',
    caughtBy: ['tests/e2e/desk.test.ts'],
    title: 'see each other',
    isSlow: true,
  },
  {
    name: 'a test scan never ends on a PC whose timers are always late',
    file: 'renderer/services/readers/after-quiet.ts',
    was: 'if (isBusy && postponements < MOST_POSTPONEMENTS)',
    becomes: 'if (isBusy && postponements <= MOST_POSTPONEMENTS * postponements + 1)',
    caughtBy: ['renderer/services/readers/after-quiet.test.ts'],
    title: 'always late',
  },
]

/** What is shown, said and heard. */
const screenFaults: readonly Fault[] = [
  {
    name: 'a check-out that was taken back is told as a check-in that was',
    file: 'renderer/features/scan/describe-result.ts',
    was: "t(shown.result.visit?.check_out_time ? 'line.undoneIn' : 'line.undoneOut')",
    becomes: "t(shown.result.visit?.check_out_time ? 'line.undoneOut' : 'line.undoneIn')",
    caughtBy: ['renderer/features/scan/describe-result.test.ts'],
    title: 'taken back',
  },
  {
    name: 'a card that came in a moment ago is told as a member who is inside',
    file: 'renderer/features/scan/describe-result.ts',
    was: "  if (rule?.kind === 'passback') return t('rules.word.passback')\n",
    becomes: '  void rule\n',
    caughtBy: ['renderer/features/scan/describe-result.test.ts'],
    title: 'a moment ago',
  },
  {
    name: 'a month after the last of January is in March',
    file: 'renderer/features/scan/renewal.ts',
    was: 'last.setUTCDate(Math.min(date, last.getUTCDate()))',
    becomes: 'last.setUTCDate(date)',
    caughtBy: ['renderer/features/scan/renewal.test.ts'],
  },
  {
    name: 'a notice is not said while a dialog is open',
    file: 'renderer/features/notices/NoticesButton.tsx',
    was: 'aria-live="polite" data-live-announcer="true"',
    becomes: 'aria-live="polite"',
    caughtBy: ['tests/e2e/readers.test.ts'],
    title: 'two at once',
    isSlow: true,
  },
  {
    name: 'a text is missing in German',
    file: 'renderer/i18n/de.json',
    was: '    "leaving": "Auf Wiedersehen",\n',
    becomes: '',
    caughtBy: ['tests/texts/catalogues.test.ts'],
    title: 'has the keys of English',
  },
  {
    name: 'the French words of who may come in and who may not change places',
    file: 'renderer/i18n/fr.json',
    was: '"Au revoir",\n    "granted": "Entrez",',
    becomes: '"Au revoir",\n    "granted": "Pas aujourd’hui",',
    caughtBy: ['tests/texts/words.test.ts'],
    title: 'words in fr',
  },
  {
    name: 'Arabic lacks its form for two',
    file: 'renderer/i18n/ar.json',
    was: '"allTaken_two":',
    becomes: '"allTaken_twice":',
    caughtBy: ['tests/texts/catalogues.test.ts'],
    title: 'has the keys of English',
  },
]

export const deskFaults: readonly Fault[] = [...lineFaults, ...scanFaults, ...screenFaults]
