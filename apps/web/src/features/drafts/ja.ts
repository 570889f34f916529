/** The words of unsaved texts. */
export const ja = {
  restored: '下書きから再開しました。',
  discard: '下書きを破棄',
};
