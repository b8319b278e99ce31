import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useReaders } from '../../contexts/use-readers.ts'
import { CameraRow } from './CameraRow.tsx'
import { ConnectReader } from './ConnectReader.tsx'
import { ReaderRow } from './ReaderRow.tsx'

/** Every reader that this desk remembers, and how to add one. */
export function ReaderList() {
  const { t } = useTranslation()
  const { readers, parts } = useReaders()
  const [problem, setProblem] = useState<'refused' | 'none' | null>(null)
  const connect = (kind: 'hid' | 'serial'): void => {
    setProblem(null)
    parts.connect(kind).then(
      (isAdded) => setProblem(isAdded ? null : 'none'),
      () => setProblem('refused'),
    )
  }
  return (
    <section className="setup__part" aria-labelledby="setup-readers">
      <h3 id="setup-readers" className="setup__heading">
        {t('setUp.readers')}
      </h3>
      <ul className="setup__list">
        {readers.map((reader) =>
          reader.kind === 'camera' ? (
            <CameraRow key={reader.id} reader={reader} />
          ) : (
            <ReaderRow key={reader.id} reader={reader} />
          ),
        )}
      </ul>
      <div className="ui-actions">
        <ConnectReader kind="hid" onConnect={connect} />
        <ConnectReader kind="serial" onConnect={connect} />
      </div>
      <div role="alert">{problem && <p className="ui-error">{t(`setUp.connectProblem.${problem}`)}</p>}</div>
    </section>
  )
}
