/** Where a command line was typed: what it knows of its environment, and what is typed there, and where its answers go. */
export interface Terminal {
  env: NodeJS.ProcessEnv
  input: NodeJS.ReadableStream
  out: NodeJS.WritableStream
  err: NodeJS.WritableStream
}
