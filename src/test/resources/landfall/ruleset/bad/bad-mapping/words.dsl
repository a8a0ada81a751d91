# words of the west team
[when]is a good one=dealSize >= 50000
[when]is a (better one=dealSize >= 100000
[if]is the best=dealSize >= 500000
a line without a bracket
