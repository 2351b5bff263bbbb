PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('running', 'done')), -- a run that was cut off goes on under its own number
    started TEXT NOT NULL, ended TEXT, version TEXT NOT NULL, packs TEXT NOT NULL, sources TEXT NOT NULL
, partial TEXT) STRICT;
INSERT INTO run VALUES(1,'done','2026-11-24T20:08:22Z','2026-11-24T20:08:22Z','0.1.0','8a2767d9a212992cff447c3bf075352e','files',NULL);
INSERT INTO run VALUES(2,'done','2026-11-24T20:08:22Z','2026-11-24T20:08:23Z','0.1.0','8a2767d9a212992cff447c3bf075352e','files',NULL);
CREATE TABLE file (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    size INTEGER, mtime INTEGER, hash TEXT, packs TEXT -- null until all of it was read
) STRICT;
INSERT INTO file VALUES(1,'import/bad-line.jsonl',238,1795550902350891002,'ec0ea06ae52bd3c734e23ed3d0861922','8a2767d9a212992cff447c3bf075352e');
INSERT INTO file VALUES(2,'import/three.xml',510,1795550902350844303,'6c1f8ca39d377f5635fa715935fec2d3','8a2767d9a212992cff447c3bf075352e');
INSERT INTO file VALUES(3,'import/trial.xml',1633,1795550902655420533,'2fda189a536a63ce9c275925aa5401c0','8a2767d9a212992cff447c3bf075352e');
CREATE TABLE record (
    uid TEXT PRIMARY KEY, -- for good; the id under which it was first seen
    state TEXT NOT NULL CHECK (state IN ('current', 'deleted', 'gone')),
    raw TEXT, text_hash TEXT, packs TEXT, -- of the version in force; packs that read it
    title TEXT, journal TEXT, year TEXT, date TEXT, authors TEXT, types TEXT, registry TEXT, languages TEXT, status TEXT,
    retracted INTEGER NOT NULL DEFAULT 0,
    since INTEGER NOT NULL REFERENCES run (id)
, merged_into TEXT REFERENCES record (uid), why TEXT, left_query INTEGER NOT NULL DEFAULT 0, eligible TEXT, study TEXT) STRICT;
INSERT INTO record VALUES('own-1','current','9e44584f408f8120d4747a15ad10c868','7386d8343b5077c1c352f08f26b293f5','8a2767d9a212992cff447c3bf075352e','A cohort',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,1,NULL,NULL,0,NULL,NULL);
INSERT INTO record VALUES('own-2','current','a723d1a32c0ce732221041c658ec2c8d','f67a7965f95498bc12235c658aea6ec9','8a2767d9a212992cff447c3bf075352e','Second',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,1,NULL,NULL,0,NULL,NULL);
INSERT INTO record VALUES('1','current','ad047dcedf3b409d383fc6e491f48ca1','719a1bfc4b5be5e3ae658ad349c2fdc6','8a2767d9a212992cff447c3bf075352e','Number 1',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,1,NULL,NULL,0,'include',NULL);
INSERT INTO record VALUES('2','current','8e202678d0d9e83c9b9de68cb0a54a34','f67f5d2592a1b2cfd38c103fa0c6c2ee','8a2767d9a212992cff447c3bf075352e','Number 2 @',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,1,NULL,NULL,0,NULL,NULL);
INSERT INTO record VALUES('3','current','c9d38a1f94020bf8bbd775317fa7f05d','4dafe6fdeca721753e944e81d9a56261','8a2767d9a212992cff447c3bf075352e','Number 3',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,1,NULL,NULL,0,NULL,NULL);
INSERT INTO record VALUES('90000001','current','1b22414bfca467bc7ac3c84667e216be','8b027a00b72987f9ba34cdbca448c37c','8a2767d9a212992cff447c3bf075352e','Almirex after resection (<5 cm): a randomised trial.','J Invent Trials','2021','2021 Mar','Müller Anna','Randomized Controlled Trial',NULL,'eng','MEDLINE',0,1,NULL,NULL,0,NULL,NULL);
CREATE TABLE raw (
    hash TEXT PRIMARY KEY, format INTEGER NOT NULL, size INTEGER NOT NULL, bytes BLOB NOT NULL -- zlib
) STRICT;
INSERT INTO raw VALUES('9e44584f408f8120d4747a15ad10c868',4,169,X'780115cbc16a02311405d0bd5f71b920ccc0189288881117222e041752db55e92235a106d244260f2c88ff5e3cfbf3600a74acf732331c284972a4e316977aada370608b1749b534bacf07b3ff8e998e6ffbf3c7f1fdfc1af14fe8b8fdade507c66adcbca458a40d986b747631ed31c6ec6f2d8635e41a51436818bda48abb6fb0ca6874abc514bb038cb27a36574b3de0840db4d2a6577c7e3d27ff066d3073');
INSERT INTO raw VALUES('a723d1a32c0ce732221041c658ec2c8d',4,46,X'7801ab56ca4c51b252ca2fcfd33552d2512ac92cc94955b2520a4e4dcecf4b51d2512a4e4d2ec9cccf2b56b28a8eade502004be30e7b');
INSERT INTO raw VALUES('ad047dcedf3b409d383fc6e491f48ca1',0,148,X'7801b309284dca4d4d712c2ac94cce49b5b3f14d4dc9c9cc4b75ce2c492cc9cccfb3b309f0f57451084b2d2acecccfb3553254b233b4d10789d9d9c0f5401921992539a9767ea5b949a9450a8636fa8ec8c270ae9d8dbe2fba1dfa01a549488e0000fb7f33ef');
INSERT INTO raw VALUES('8e202678d0d9e83c9b9de68cb0a54a34',0,150,X'7801b309284dca4d4d712c2ac94cce49b5b3f14d4dc9c9cc4b75ce2c492cc9cccfb3b309f0f57451084b2d2acecccfb3553254b233b2d10789d9d9c0f5401921992539a9767ea5b949a9450a460a0e36fa8ec81270ae9d8dbe2fba2dfa01a5c8ce0000501e3451');
INSERT INTO raw VALUES('c9d38a1f94020bf8bbd775317fa7f05d',0,148,X'7801b309284dca4d4d712c2ac94cce49b5b3f14d4dc9c9cc4b75ce2c492cc9cccfb3b309f0f57451084b2d2acecccfb3553254b233b6d10789d9d9c0f5401921992539a9767ea5b949a9450ac636fa8ec8c270ae9d8dbe2fba1dfa01a5c88e0000fcbb33f3');
INSERT INTO raw VALUES('c694b71ebf06b5a115a882d1dd52cb9c',0,1417,X'78017554db6edb38107dd7570c54b4488046b7da6ebd191330ec2c5685e508899b451e6969e210a04883a29cb45fbfa02e8e9060f574383c3c333a1c0ee6cdbea27269ac2824310f332aa550b412965ba115dc5b6e9b7ae16737eb4dbabdf1e1f6459159f8db4de6330ff32c5dc303995a68b5f0639fcda3f68b31745bccc35e1af2669fe992e4c2cf8d50d61dfea91ba3b8640348ebba2158094b6546a568aa33171fb46c2a62130c7b842d99251876c0fdc89a5b62f848dcb0244a620c5b889956f69965dc60d8410cf3811c8e5333dc092b89f531d04f20d48994a512ac115cd618760c4cef6f97fbbda193686d623f216d99b0eb79ef0938647ab3a4935aca4a187a05fe64c980a19a0aa708175fa4bd9e42515dfe051c0c57a5ae443d541260b8ec8ced543cccf941a8ae98e112f3836271145fcd311c45301c513d5cee6b6b7861d91bdcd1ab850ddfbbcbca6e76ffdcaeef7dd8ca6ac52d1db4f9fd1665ff1290325a4a2a61122770e45690b2b5ab6fa4f63fe27737f7bf36bbf7e24394b926e00af4890c9712eac69cc4894b78e1357c8b832954ee3a6bb8984f3fc32a85e47b905c7d9b053f2ee145d867e083b5aa846412c41ff85130bf4a7e0451cf3f4a5ed05ec3c533ffc34d09c6d90951f03dbe862ec5578882e914ac8bce936bc861014114cd2f03b8a3a231865441a08b16962014cc62d74649343b5b0317c93c987dbe0c3e58745e3bbb1afbaccd46d41656ba3a4ab2f4b85df88f3eebb7e0814b510eb10dafed9657c4b22f9f5e9f8a6b29c960788ee2dfda50bbbf548a63785e62aa84751dcb96189e31865d0e36005707f370c3d5a1e10762a40e4ebd5f7998377b290a6797dafd3e524b7f1f845fe9c25f47f16c3299fbecae6be83f54c24a2bdbb750fb7adae73996631f226d020f8737c03c1c3a7c25bac1e56653e346db9a5bceb027a6657bf26d0969e90a5ef8c7963c9e5f67cee8f4995e6ae1b3380aa6d3e9341c864410e350515ab211ee9286a382bcf6974693f73fc50fd901');
INSERT INTO raw VALUES('1b22414bfca467bc7ac3c84667e216be',0,1409,X'78017554db6edb38107dd7570c54b4b08146b75a6ebd191330ec2c5685e508899b451e6969e2104b91064539e97efd42374748b07a3a1c1e9e190d0f07b3fa5052b13256e4929883291552285a0bcbadd00aee2db775b574d39bcd36d9ddb870fba2c82cdddd36759983599a6ce0814c25b45abaa1cb1641fb85e8375bccc15e1ab2fa90ea82e4d2cd8c50b639fc53d74671c9069054554db016968a940a5197172e3e685997c466e8f7085b328bd0ef40f3231b6e89e12371c3a2200ad16f21a65ad9679672837e07d1cf06b23f4ecd702fac24d6c7403f81506752960ab0467059a1df3130b9bf5d1d0e86cea26d13fb0949cb847dcf7b4fc021d35b4b3aa9952c85a157e04f960c18aa286f1461f245daeb18f272fa0770305c15ba14d5508987feaa6b6ca7e260c68f4275c50c97981d150b83f06a81fe2882fe88eae0ea5059c373cbdee09e5e2d6cf9a1b9acf466ffd7ede6de859d2cd7dcd2519bdf6f51f6370129a3a5a402666104276e05295b35f58dd4fe47fceee6fed776ff5e7c88b2c6045c813e93e15242559bb33873092fbc826fa11743d95c67059345fc19d60944dfbde8eadbdcfb318517619f810fad550544332ffcc00fbcc555f4c30b7afe49f29c0e1a264654ff40e07d0fafa193fe0a8117c7603504de22ba860c96e005c162eac11de5b531a472029db7b000a1601e36f68982f9a525308916defcf3d4fbd09acbba69536d9fb5d98acac25a972749961e774bf7d165fd163c70298a21b6e595ddf19258fae5d3eb537e2d2519f42f51fc531b6af7574a71f42f4b4c94b08d53d90afd0b46bfcbc106d0d4c11cdc7275acf99118a963a3deaf1cccea831479ebbafdef13b5f4f741f8952cdd4d10ce67b385cbee3a23ff4b05acb5b2bd75da57d33ecbb11cfb1069133838789f3938387b2dba81d5cca4ba19691b6e39c39e9814edc9b725244553f0d23db5e4f1dcba7046a72ff4420b97858117c771ec0fc3c10b71a82829d8087749fd51414efb4ba389fb1f3973d601');
CREATE TABLE sighting ( -- a version of a record at its place in a file; the last one, by path and place, is in force
    uid TEXT NOT NULL REFERENCES record (uid), file INTEGER NOT NULL REFERENCES file (id),
    number INTEGER NOT NULL, part INTEGER NOT NULL,
    raw TEXT, deleted INTEGER NOT NULL,
    seen INTEGER NOT NULL, worth INTEGER NOT NULL DEFAULT 2, -- the file's content in which it stood
    PRIMARY KEY (uid, file, number, part)
) STRICT, WITHOUT ROWID;
INSERT INTO sighting VALUES('1',2,1,0,'ad047dcedf3b409d383fc6e491f48ca1',0,3889545856159761107,0);
INSERT INTO sighting VALUES('2',2,2,0,'8e202678d0d9e83c9b9de68cb0a54a34',0,3889545856159761107,0);
INSERT INTO sighting VALUES('3',2,3,0,'c9d38a1f94020bf8bbd775317fa7f05d',0,3889545856159761107,0);
INSERT INTO sighting VALUES('90000001',3,1,0,'1b22414bfca467bc7ac3c84667e216be',0,-7194683861394783808,2);
INSERT INTO sighting VALUES('own-1',1,1,0,'9e44584f408f8120d4747a15ad10c868',0,3810677314166331682,2);
INSERT INTO sighting VALUES('own-2',1,3,0,'a723d1a32c0ce732221041c658ec2c8d',0,3810677314166331682,0);
CREATE TABLE evidence (
    "key" TEXT PRIMARY KEY, -- for good; the anchor it had when it was first found
    uid TEXT NOT NULL REFERENCES record (uid),
    anchor TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('found', 'gone')),
    since INTEGER NOT NULL REFERENCES run (id),
    look TEXT NOT NULL -- a fingerprint of what it says: where a decision saw another one, it asks for another look
, "doc" TEXT, "section" TEXT, "start" TEXT, "end" TEXT, "quote" TEXT, "spans" TEXT, "kind" TEXT, "comparator" TEXT, "value" TEXT, "low" TEXT, "high" TEXT, "interval" TEXT, "unit" TEXT, "numerator" TEXT, "denominator" TEXT, "outcome" TEXT, "group" TEXT, "timepoint" TEXT, "concept" TEXT, "p_value" TEXT, "p_comparator" TEXT, "basis" TEXT, "source_study" TEXT, "among" TEXT, "estimator" TEXT, "time_role" TEXT, "time_low" TEXT, "time_high" TEXT, "time_zero" TEXT, "versus" TEXT, "factor" TEXT, "per" TEXT, "adjusted" TEXT, "model" TEXT, "favours" TEXT, "contrast" TEXT, "scale" TEXT, "p_kind" TEXT, "analysis_set" TEXT, "arm" TEXT, "role" TEXT, "subgroup" TEXT, "site" TEXT, "measure" TEXT, "repeat_of" TEXT, "inferred" TEXT, "flags" TEXT, "confidence" TEXT, "pattern" TEXT, "sentence" TEXT) STRICT;
INSERT INTO evidence VALUES('ffmhffnnohpinooip','own-1','ffmhffnnohpinooip','found',1,'e1aa4528aa06b741a950fc7d92c8b847','own-1','0','6','9','120','value:6-9','cohort_size','=','120',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'own',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'0.892','clinical/of-the-people','Among 120 patients, 30 (25%) relapsed; the odds ratio was 2.10 (95% CI 1.20-3.70, P = 0.01).');
INSERT INTO evidence VALUES('fdcpjclakcekmginp','own-1','fdcpjclakcekmginp','found',1,'ae3ae6e694c2960e8b8d2d01f423aaf0','own-1','0','24','27','25%','value:24-26;numerator:20-22','proportion','=','25',NULL,NULL,NULL,'%','30',NULL,'relapsed',NULL,NULL,'recurrence',NULL,NULL,'own',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'0.294','clinical/share','Among 120 patients, 30 (25%) relapsed; the odds ratio was 2.10 (95% CI 1.20-3.70, P = 0.01).');
INSERT INTO evidence VALUES('fhgfobfdcffmnloil','own-1','fhgfobfdcffmnloil','found',1,'3af3b769fe7a299451779d06af9a0bd5','own-1','0','58','62','2.10','value:58-62;low:71-75;high:76-80','odds_ratio','=','2.10','1.20','3.70','ci95',NULL,NULL,NULL,'relapsed',NULL,NULL,'recurrence','0.01','=','own',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'odds ratio',NULL,NULL,NULL,'0.542','core/odds-ratio','Among 120 patients, 30 (25%) relapsed; the odds ratio was 2.10 (95% CI 1.20-3.70, P = 0.01).');
INSERT INTO evidence VALUES('flbghaohlgjbehcme','own-1','flbghaohlgjbehcme','found',1,'d0dfc57f53f613876c0f7d5042cbe241','own-1','0','86','90','0.01','value:86-90','p_value','=','0.01',NULL,NULL,NULL,NULL,NULL,NULL,'relapsed',NULL,NULL,'recurrence',NULL,NULL,'own',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'0.807','clinical/p','Among 120 patients, 30 (25%) relapsed; the odds ratio was 2.10 (95% CI 1.20-3.70, P = 0.01).');
INSERT INTO evidence VALUES('fonfbfoalginlkhdd','90000001','fonfbfoalginlkhdd','found',1,'a3d8d54b07ef1a83d9580de7701d6ff3','90000001','0','12','15','412','value:12-15','cohort_size','=','412',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'own',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'0.892','clinical/total-of','We enrolled 412 patients.');
INSERT INTO evidence VALUES('fbhcaabmnnjpnebfb','90000001','fbhcaabmnnjpnebfb','found',1,'2da4dcfaedddde79261121b79e7e9742','90000001','1','28','39','31.5 months','value:28-32;low:48-52;high:53-57','median','=','31.5','27.2','36.8','ci95','months',NULL,NULL,'overall survival','almirex',NULL,'overall_survival','0.009','=','own',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'0.605','clinical/median-of','Median overall survival was 31.5 months (95% CI 27.2-36.8) with almirex and 24.1 months (95% CI 20.9-28.0) with placebo (risk 0.71; 95% CI, 0.55 to 0.92; P = .009).');
INSERT INTO evidence VALUES('fimnpgkcgecaefbek','90000001','fimnpgkcgecaefbek','found',1,'85cd3aad0fb455da620ac02690b3f18b','90000001','1','76','87','24.1 months','value:76-80;low:96-100;high:101-105','median','=','24.1','20.9','28.0','ci95','months',NULL,NULL,'overall survival','placebo',NULL,'overall_survival','0.009','=','own',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'control',NULL,NULL,NULL,NULL,'role',NULL,'0.318','clinical/median-of','Median overall survival was 31.5 months (95% CI 27.2-36.8) with almirex and 24.1 months (95% CI 20.9-28.0) with placebo (risk 0.71; 95% CI, 0.55 to 0.92; P = .009).');
INSERT INTO evidence VALUES('fbhdajflkbdfonjff','90000001','fbhdajflkbdfonjff','gone',1,'c9a59f503b5e5d24dadb5592b552d756','90000001','1','134','138','0.71','value:134-138;low:148-152;high:156-160','hazard_ratio','=','0.71','0.55','0.92','ci95',NULL,NULL,NULL,'overall survival',NULL,NULL,'overall_survival','0.009','=','own',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'hazard ratio',NULL,NULL,NULL,'0.616','core/hazard-ratio','Median overall survival was 31.5 months (95% CI 27.2-36.8) with almirex and 24.1 months (95% CI 20.9-28.0) with placebo (hazard ratio 0.71; 95% CI, 0.55 to 0.92; P = .009).');
INSERT INTO evidence VALUES('fmijdmbbkjkcknmid','90000001','fmijdmbbkjkcknmid','found',1,'761082c112dbb48c40bd290e67de0d5f','90000001','1','158','162','.009','value:158-162','p_value','=','0.009',NULL,NULL,NULL,NULL,NULL,NULL,'overall survival',NULL,NULL,'overall_survival',NULL,NULL,'own',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'0.807','clinical/p','Median overall survival was 31.5 months (95% CI 27.2-36.8) with almirex and 24.1 months (95% CI 20.9-28.0) with placebo (risk 0.71; 95% CI, 0.55 to 0.92; P = .009).');
INSERT INTO evidence VALUES('fbfbnccnbiiaicggj','90000001','fbfbnccnbiiaicggj','found',1,'fa9a8abfd69ba6f17c998b99b1740438','90000001','1','208','213','29.6%','value:208-212;numerator:188-190;denominator:194-197','proportion','=','29.6',NULL,NULL,NULL,'%','61','206','Recurrence',NULL,NULL,'recurrence',NULL,NULL,'own',NULL,NULL,'crude',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'estimator',NULL,'0.23','clinical/share','Recurrence occurred in 61 of 206 patients (29.6%).');
CREATE TABLE change ( -- beside what is new, which `since` says
    run INTEGER NOT NULL REFERENCES run (id), "key" TEXT NOT NULL, uid TEXT NOT NULL,
    what TEXT NOT NULL, old TEXT, -- the row or record as it was when the run began, as JSON
    PRIMARY KEY (run, "key", what)
) STRICT, WITHOUT ROWID;
INSERT INTO change VALUES(2,'90000001','90000001','revised','Almirex after resection (<5 cm): a randomised trial.');
INSERT INTO change VALUES(2,'fbhcaabmnnjpnebfb','90000001','altered','{"doc":"90000001","section":"1","start":"28","end":"39","quote":"31.5 months","spans":"value:28-32;low:48-52;high:53-57","kind":"median","comparator":"=","value":"31.5","low":"27.2","high":"36.8","interval":"ci95","unit":"months","outcome":"overall survival","group":"almirex","concept":"overall_survival","basis":"own","confidence":"0.605","pattern":"clinical/median-of","sentence":"Median overall survival was 31.5 months (95% CI 27.2-36.8) with almirex and 24.1 months (95% CI 20.9-28.0) with placebo (hazard ratio 0.71; 95% CI, 0.55 to 0.92; P = .009)."}');
INSERT INTO change VALUES(2,'fbhdajflkbdfonjff','90000001','gone','{"doc":"90000001","section":"1","start":"134","end":"138","quote":"0.71","spans":"value:134-138;low:148-152;high:156-160","kind":"hazard_ratio","comparator":"=","value":"0.71","low":"0.55","high":"0.92","interval":"ci95","outcome":"overall survival","concept":"overall_survival","p_value":"0.009","p_comparator":"=","basis":"own","measure":"hazard ratio","confidence":"0.616","pattern":"core/hazard-ratio","sentence":"Median overall survival was 31.5 months (95% CI 27.2-36.8) with almirex and 24.1 months (95% CI 20.9-28.0) with placebo (hazard ratio 0.71; 95% CI, 0.55 to 0.92; P = .009)."}');
INSERT INTO change VALUES(2,'fimnpgkcgecaefbek','90000001','altered','{"doc":"90000001","section":"1","start":"76","end":"87","quote":"24.1 months","spans":"value:76-80;low:96-100;high:101-105","kind":"median","comparator":"=","value":"24.1","low":"20.9","high":"28.0","interval":"ci95","unit":"months","outcome":"overall survival","group":"placebo","concept":"overall_survival","basis":"own","role":"control","inferred":"role","confidence":"0.318","pattern":"clinical/median-of","sentence":"Median overall survival was 31.5 months (95% CI 27.2-36.8) with almirex and 24.1 months (95% CI 20.9-28.0) with placebo (hazard ratio 0.71; 95% CI, 0.55 to 0.92; P = .009)."}');
CREATE TABLE problem (
    place TEXT NOT NULL, what TEXT NOT NULL, run INTEGER NOT NULL, ended INTEGER,
    PRIMARY KEY (place, what)
) STRICT, WITHOUT ROWID;
INSERT INTO problem VALUES('import/bad-line.jsonl','import/bad-line.jsonl:2:22: record 2: not a JSON object: unexpected newline near ''"cut''',1,NULL);
CREATE TABLE decision ( -- what people said; only ever added to
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    what TEXT NOT NULL CHECK (what IN ('figure', 'record', 'study')),
    "key" TEXT NOT NULL, uid TEXT NOT NULL, verdict TEXT NOT NULL,
    fields TEXT, "row" TEXT, reviewer TEXT NOT NULL, at TEXT NOT NULL, reason TEXT, note TEXT
) STRICT;
INSERT INTO decision VALUES(1,'3df72620a6abe294dcdf1f32eed380e0','figure','fonfbfoalginlkhdd','90000001','accepted','{}','{"doc":"90000001","section":"0","start":"12","end":"15","quote":"412","spans":"value:12-15","kind":"cohort_size","comparator":"=","value":"412","basis":"own","confidence":"0.892","pattern":"clinical/total-of","sentence":"We enrolled 412 patients."}','ann','2026-11-24T20:08:23Z',NULL,NULL);
INSERT INTO decision VALUES(2,'5f4d78c5b8cad2c117c1d586850c13d5','figure','fbhcaabmnnjpnebfb','90000001','corrected','{"group":"all"}','{"doc":"90000001","section":"1","start":"28","end":"39","quote":"31.5 months","spans":"value:28-32;low:48-52;high:53-57","kind":"median","comparator":"=","value":"31.5","low":"27.2","high":"36.8","interval":"ci95","unit":"months","outcome":"overall survival","group":"almirex","concept":"overall_survival","p_value":"0.009","p_comparator":"=","basis":"own","confidence":"0.605","pattern":"clinical/median-of","sentence":"Median overall survival was 31.5 months (95% CI 27.2-36.8) with almirex and 24.1 months (95% CI 20.9-28.0) with placebo (risk 0.71; 95% CI, 0.55 to 0.92; P = .009)."}','ann','2026-11-24T20:08:23Z','all of them',NULL);
INSERT INTO decision VALUES(3,'f27336118eec8c799db6771d7c5aff0f','figure','fimnpgkcgecaefbek','90000001','rejected','{}','{"doc":"90000001","section":"1","start":"76","end":"87","quote":"24.1 months","spans":"value:76-80;low:96-100;high:101-105","kind":"median","comparator":"=","value":"24.1","low":"20.9","high":"28.0","interval":"ci95","unit":"months","outcome":"overall survival","group":"placebo","concept":"overall_survival","p_value":"0.009","p_comparator":"=","basis":"own","role":"control","inferred":"role","confidence":"0.318","pattern":"clinical/median-of","sentence":"Median overall survival was 31.5 months (95% CI 27.2-36.8) with almirex and 24.1 months (95% CI 20.9-28.0) with placebo (risk 0.71; 95% CI, 0.55 to 0.92; P = .009)."}','bob','2026-11-24T20:08:23Z',NULL,'not ours');
INSERT INTO decision VALUES(4,'ca05161b3316a1c4f0fe8cd038524996','record','1','1','include',NULL,NULL,'bob','2026-11-24T20:08:24Z',NULL,NULL);
CREATE TABLE decided ( -- the last decision of each figure, and the row that it stands for
    "key" TEXT PRIMARY KEY, verdict TEXT NOT NULL, seq INTEGER NOT NULL REFERENCES decision (seq), seen TEXT NOT NULL
, "doc" TEXT, "section" TEXT, "start" TEXT, "end" TEXT, "quote" TEXT, "spans" TEXT, "kind" TEXT, "comparator" TEXT, "value" TEXT, "low" TEXT, "high" TEXT, "interval" TEXT, "unit" TEXT, "numerator" TEXT, "denominator" TEXT, "outcome" TEXT, "group" TEXT, "timepoint" TEXT, "concept" TEXT, "p_value" TEXT, "p_comparator" TEXT, "basis" TEXT, "source_study" TEXT, "among" TEXT, "estimator" TEXT, "time_role" TEXT, "time_low" TEXT, "time_high" TEXT, "time_zero" TEXT, "versus" TEXT, "factor" TEXT, "per" TEXT, "adjusted" TEXT, "model" TEXT, "favours" TEXT, "contrast" TEXT, "scale" TEXT, "p_kind" TEXT, "analysis_set" TEXT, "arm" TEXT, "role" TEXT, "subgroup" TEXT, "site" TEXT, "measure" TEXT, "repeat_of" TEXT, "inferred" TEXT, "flags" TEXT, "confidence" TEXT, "pattern" TEXT, "sentence" TEXT) STRICT;
INSERT INTO decided VALUES('fonfbfoalginlkhdd','accepted',1,'a3d8d54b07ef1a83d9580de7701d6ff3','90000001','0','12','15','412','value:12-15','cohort_size','=','412',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'own',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'0.892','clinical/total-of','We enrolled 412 patients.');
INSERT INTO decided VALUES('fbhcaabmnnjpnebfb','corrected',2,'2da4dcfaedddde79261121b79e7e9742','90000001','1','28','39','31.5 months','value:28-32;low:48-52;high:53-57','median','=','31.5','27.2','36.8','ci95','months',NULL,NULL,'overall survival','all',NULL,'overall_survival','0.009','=','own',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'0.605','clinical/median-of','Median overall survival was 31.5 months (95% CI 27.2-36.8) with almirex and 24.1 months (95% CI 20.9-28.0) with placebo (risk 0.71; 95% CI, 0.55 to 0.92; P = .009).');
INSERT INTO decided VALUES('fimnpgkcgecaefbek','rejected',3,'85cd3aad0fb455da620ac02690b3f18b','90000001','1','76','87','24.1 months','value:76-80;low:96-100;high:101-105','median','=','24.1','20.9','28.0','ci95','months',NULL,NULL,'overall survival','placebo',NULL,'overall_survival','0.009','=','own',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'control',NULL,NULL,NULL,NULL,'role',NULL,'0.318','clinical/median-of','Median overall survival was 31.5 months (95% CI 27.2-36.8) with almirex and 24.1 months (95% CI 20.9-28.0) with placebo (risk 0.71; 95% CI, 0.55 to 0.92; P = .009).');
CREATE TABLE IF NOT EXISTS "record_id" (type TEXT NOT NULL, value TEXT NOT NULL, uid TEXT NOT NULL REFERENCES record (uid), PRIMARY KEY (type, value, uid)) STRICT, WITHOUT ROWID;
INSERT INTO record_id VALUES('pmid','1','1');
INSERT INTO record_id VALUES('pmid','2','2');
INSERT INTO record_id VALUES('pmid','3','3');
INSERT INTO record_id VALUES('doi','10.5555/invented.1','90000001');
INSERT INTO record_id VALUES('pmid','90000001','90000001');
INSERT INTO record_id VALUES('title','e6e03eebd20506c05fd3e70bc0824a45','90000001');
INSERT INTO record_id VALUES('work','a0c039b308d4edbf6e6695ba54fabb5f','90000001');
INSERT INTO record_id VALUES('given','own-1','own-1');
INSERT INTO record_id VALUES('given','own-2','own-2');
CREATE TABLE apart (a TEXT NOT NULL, b TEXT NOT NULL, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID;
CREATE TABLE query (file INTEGER PRIMARY KEY REFERENCES file (id), text TEXT NOT NULL, translation TEXT, since TEXT, hits INTEGER, failure TEXT) STRICT;
CREATE TABLE absent (file INTEGER NOT NULL REFERENCES file (id), number INTEGER NOT NULL, run INTEGER NOT NULL, PRIMARY KEY (file, number)) STRICT, WITHOUT ROWID;
CREATE TABLE request (id INTEGER PRIMARY KEY, run INTEGER NOT NULL, query TEXT NOT NULL, url TEXT NOT NULL, status INTEGER NOT NULL, attempt INTEGER NOT NULL, bytes INTEGER NOT NULL, why TEXT, at TEXT NOT NULL) STRICT;
CREATE INDEX sighting_file ON sighting (file, seen);
CREATE INDEX evidence_uid ON evidence (uid);
CREATE INDEX evidence_since ON evidence (since);
CREATE INDEX decision_key ON decision ("key");
CREATE TRIGGER decision_stays BEFORE UPDATE ON decision BEGIN SELECT raise(ABORT, 'decisions are never altered'); END;
CREATE TRIGGER decision_lasts BEFORE DELETE ON decision BEGIN SELECT raise(ABORT, 'decisions are never deleted'); END;
CREATE INDEX evidence_filter ON evidence (kind, concept, basis, outcome, "group", flags, doc);
CREATE INDEX record_year ON record (year, uid);
CREATE INDEX record_id_uid ON record_id (uid);
CREATE INDEX record_merged ON record (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX decision_uid ON decision (uid);
CREATE INDEX request_run ON request (run, query);
CREATE INDEX record_eligible ON record (eligible, merged_into) WHERE eligible IS NOT NULL;
CREATE INDEX change_key ON change ("key", run);
COMMIT;
PRAGMA application_id = 1702261858; PRAGMA user_version = 5;
