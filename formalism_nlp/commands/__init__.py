"""The commands of ``formalism``: one module each.

A command module has ``configure(parser)``, which adds its arguments, and ``run(args)``,
which does the work and returns an exit code. What is slow to load is imported in ``run``.
"""

from __future__ import annotations

OK, FINDINGS, USAGE, UNREAD, INTERNAL = range(5)
INTERRUPTED = 130

# Name and one line of help, in the order of ``formalism --help``; the module has the same name.
COMMANDS = (
    ("score", "检查并评分：文件或文件夹"),
    ("check", "只按规则检查，不评分"),
    ("assess", "印发前的减负一致性评估意见（Word 文件）"),
    ("read", "读出文件的要素和结构"),
    ("compare", "比较两份文件：哪里相同、替换了什么、是照抄还是借用"),
    ("index", "文件索引：找出处、找雷同"),
    ("monitor", "监测：建库、登记监测点、出报告、管台账"),
    ("repeats", "几份文件里重复布置的要求"),
    ("chain", "一项部署的各级文件：谁落实谁、增减了哪些要求"),
    ("rules", "列出规则，或说明一条规则"),
    ("profile", "打印评分方案，供复制修改（formalism profile > 我的方案.toml）"),
    ("train", "重新训练句子分类模型（需要标注数据）"),
    ("evaluate", "用标注数据检验句子分类模型"),
)
