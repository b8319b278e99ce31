import { parentPort, workerData } from 'node:worker_threads'
import { giveWay } from '../platform/give-way.ts'
import { HubError } from '../protocol/errors.ts'
import { piecesOf, recognised, type FileAnswer, type FileQuestion, type FileTask } from './read-file-apart.ts'

/** The thread that reads one members file: gives a piece whenever it is asked, until it is ended. */
giveWay()
const task = workerData as FileTask
let pieces = piecesOf(task)

async function answerTo(question: FileQuestion): Promise<FileAnswer> {
  if (question === 'first') pieces = piecesOf(task)
  try {
    if (typeof question === 'object') {
      return { recognised: await recognised(task.file, question.recogniseBy) }
    }
    const next = await pieces.next()
    return { piece: next.done ? null : next.value }
  } catch (error) {
    if (!(error instanceof HubError)) throw error
    const { code, message, details } = error
    return { refusal: { code, message, details } }
  }
}

parentPort?.on('message', (question: FileQuestion) => {
  void answerTo(question).then((answer) => parentPort?.postMessage(answer))
})
