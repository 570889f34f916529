/** The words of reading a code list. */
export const ja = {
  noLongerUsed: (label: string): string => `${label}（使用終了）`,
  nothing: '登録なし',
};
