/**
 * Each row: the form that a search key holds, then the forms of the same character that registers and people also
 * write (旧字体・異体字). It serves searching only: a stored name keeps the character its bearer uses.
 */
const ROWS: readonly string[] = [
  '高髙', '崎﨑嵜', '辺邉邊', '斉齋齊斎', '広廣', '沢澤', '滝瀧', '浜濵濱', '吉𠮷', '徳德', '恵惠', '国國圀', '瀬瀨',
  '桜櫻', '竜龍', '島嶋嶌', '真眞', '円圓', '応應', '栄榮', '学學', '条條', '蔵藏', '実實', '寿壽', '浅淺', '豊豐',
  '関關', '黒黑', '横橫', '緒緖', '静靜', '弥彌', '万萬', '与與', '会會', '館舘', '富冨', '峰峯', '野埜', '桑桒',
  '礼禮', '来來', '増增', '槙槇', '曽曾', '渕淵渊', '桧檜', '薮藪籔', '鴎鷗', '祢禰', '芦蘆', '土圡', '宝寶寳',
  '巌巖', '亀龜', '鉄鐵銕', '塩鹽', '郷鄕鄉', '船舩', '喜㐂', '荘莊', '団團', '壮壯', '将將', '総總', '仮假', '収收',
  '凜凛', '遥遙', '尭堯', '瑶瑤', '晋晉', '禄祿', '穂穗', '稲稻', '岳嶽', '県縣', '戸戶', '松柗枩', '柳栁桺',
  '橋槗𣘺', '青靑', '清淸', '昇曻', '園薗', '村邨', '予豫', '余餘', '両兩', '並竝', '乗乘', '伝傳', '児兒', '労勞',
  '巻卷', '圏圈', '売賣', '寛寬', '尽盡', '庁廳', '弐貳', '従從', '恒恆', '択擇', '数數', '晩晚', '暁曉', '枢樞',
  '検檢', '楽樂', '権權', '歓歡', '毎每', '気氣', '涙淚', '渋澁澀', '湾灣', '焼燒', '猪豬', '画畫', '竈竃', '粋粹',
  '経經', '絵繪', '続續', '縁緣', '芸藝', '薫薰', '虫蟲', '蛍螢', '装裝', '覚覺', '観觀', '訳譯', '読讀', '賛贊',
  '軽輕', '辞辭', '逓遞', '郎郞', '釈釋', '銭錢', '録錄', '陥陷', '隠隱', '険險', '霊靈', '駅驛', '験驗', '鶏鷄',
  '麦麥', '点點', '当當', '党黨', '参參', '双雙', '台臺', '為爲',
];

const FOLDED: ReadonlyMap<string, string> = new Map(
  ROWS.flatMap((row) => {
    const [kept, ...others] = [...row];
    return others.map((other) => [other, kept ?? other] as const);
  }),
);

/** The character that stands for all its variants in a search key; any other character is returned as it is. */
export function foldKanji(character: string): string {
  return FOLDED.get(character) ?? character;
}
