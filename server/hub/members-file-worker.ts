import { parentPort, workerData } from 'node:worker_threads'
import { giveWay } from '../platform/give-way.ts'
import { HubError } from '../protocol/errors.ts'
import { asError } from './as-error.ts'
import {
  fileOf,
  piecesOf,
  recognised,
  type FileAnswer,
  type FileQuestion,
  type FileTask,
} from './read-file-apart.ts'

/** The thread that reads one members file: gives a piece whenever it is asked, until it is ended. */
giveWay()
const { file: given, ...task } = workerData as FileTask
const file = fileOf(given)
let pieces = piecesOf(file, task)

/** Pieces told in one go: each answer costs as much as reading one of them. */
const PIECES_AT_ONCE = 10

/** What was wrong behind the pieces that were told last. */
let behind: Error | null = null

async function nextPieces() {
  if (behind !== null) throw behind
  const some: Extract<FileAnswer, { pieces: object }>['pieces'] = []
  try {
    while (some.length < PIECES_AT_ONCE) {
      const next = await pieces.next()
      if (next.done) break
      some.push(next.value)
    }
  } catch (error) {
    if (some.length === 0) throw error
    behind = asError(error)
  }
  return some
}

async function answerTo(question: FileQuestion): Promise<FileAnswer> {
  if (question === 'first') {
    pieces = piecesOf(file, task)
    behind = null
  }
  try {
    if (typeof question === 'object') {
      return { recognised: await recognised(file, question.recogniseBy) }
    }
    return { pieces: await nextPieces() }
  } catch (error) {
    if (!(error instanceof HubError)) throw error
    const { code, message, details } = error
    return { refusal: { code, message, details } }
  }
}

parentPort?.on('message', (question: FileQuestion) => {
  void answerTo(question).then((answer) => parentPort?.postMessage(answer))
})
