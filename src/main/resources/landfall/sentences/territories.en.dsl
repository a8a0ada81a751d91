# The sentences of Landfall in English. What stands behind a sentence in (?!…) keeps it from holding within quotes.
# A mapping also sees what those above it have written, so their order matters.

# the head of a rule
[keyword]^[\x20\t]*Description {text:text:"(?:[^"\\]|\\.)*+"}=@description({text})
[keyword]^[\x20\t]*Owner {text:text:"(?:[^"\\]|\\.)*+"}=@owner({text})
[keyword]^[\x20\t]*Time zone {zone:text:"(?:[^"\\]|\\.)*+"}=@zone({zone})
[keyword]^[\x20\t]*Priority {number:-?\d+}=salience {number}
[keyword]^[\x20\t]*Switched off=enabled false
[keyword]^[\x20\t]*Switched on=enabled true
[keyword]^[\x20\t]*Valid from "{year:\d\d\d\d}-{month:0[1-9]|1[0-2]}-{day:\d\d}"=date-effective "{day}-{year}-{month!01?Jan/02?Feb/03?Mar/04?Apr/05?May/06?Jun/07?Jul/08?Aug/09?Sep/10?Oct/11?Nov/Dec}"
[keyword]^[\x20\t]*Valid until before "{year:\d\d\d\d}-{month:0[1-9]|1[0-2]}-{day:\d\d}"=date-expires "{day}-{year}-{month!01?Jan/02?Feb/03?Mar/04?Apr/05?May/06?Jun/07?Jul/08?Aug/09?Sep/10?Oct/11?Nov/Dec}"
[keyword]^date-{kind:effective|expires} "{day:\d\d}-{year:\d\d\d\d}-{month:\w\w\w}"=date-{kind} "{day}-{month}-{year}"
[keyword]^[\x20\t]*Valid from {date:text:"(?:[^"\\]|\\.)*+"}=date-effective {date}
[keyword]^[\x20\t]*Valid until before {date:text:"(?:[^"\\]|\\.)*+"}=date-expires {date}

# lines that take conditions
[when]^\s*(?:The account|Any account|Every account)\s*:?\s*\z=Account( )
[when]^\s*The clock\s*:?\s*\z=Clock( )
[when]^\s*The clock in {zone:text:"(?:[^"\\]|\\.)*+"}\s*:?\s*\z=Clock( zone == {zone} )
[when]^\s*It is a weekday in {zone:text:"(?:[^"\\]|\\.)*+"}\s*:?\s*\z=Clock( zone == {zone}, dayOfWeek in ("MON", "TUE", "WED", "THU", "FRI") )
[when]^\s*It is a working day in {zone:text:"(?:[^"\\]|\\.)*+"}\s*:?\s*\z=Clock( zone == {zone}, dayOfWeek in ("MON", "TUE", "WED", "THU", "FRI"), holiday == false )
[when]^\s*It is a weekend in {zone:text:"(?:[^"\\]|\\.)*+"}\s*:?\s*\z=Clock( zone == {zone}, dayOfWeek in ("SAT", "SUN") )
[when]^\s*It is a holiday in {zone:text:"(?:[^"\\]|\\.)*+"}\s*:?\s*\z=Clock( zone == {zone}, holiday == true )
[when]^\s*It is between {from:text:"(?:[^"\\]|\\.)*+"} and {to:text:"(?:[^"\\]|\\.)*+"} in {zone:text:"(?:[^"\\]|\\.)*+"}\s*:?\s*\z=Clock( zone == {zone}, time >= {from}, time < {to} )
[when]^\s*The territory {id:text:"(?:[^"\\]|\\.)*+"}\s*:?\s*\z=Territory( id == {id} )
[when]^\s*One of the territories {ids:list:(?:"(?:[^"\\]|\\.)*+"|-?\d[\d.]*+B?|true|false)(?:\s*,\s*(?:"(?:[^"\\]|\\.)*+"|-?\d[\d.]*+B?|true|false))*+}\s*:?\s*\z=Territory( id in ({ids}) )
[when]^\s*Every territory below {parent:text:"(?:[^"\\]|\\.)*+"}\s*:?\s*\z=Territory( parent == {parent} )
[when]^\s*Every overlay in the role {role:text:"(?:[^"\\]|\\.)*+"}\s*:?\s*\z=Territory( type == "overlay", role == {role} )
[when]^\s*(?:The territory|Any territory|Every territory)\s*:?\s*\z=Territory( )

# a condition on the line above it
[when]^\s*-\s*{condition}={condition}

# several values
[when]{a:text:"(?:[^"\\]|\\.)*+"}\s*,?\s*\bor {b:text:"(?:[^"\\]|\\.)*+"}(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")={a}, {b}
[when]{a:text:"(?:[^"\\]|\\.)*+"}\s*,?\s*\bor {b:text:"(?:[^"\\]|\\.)*+"}(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")={a}, {b}
[when]{a:-?\d[\d.]*+B?}\s*,?\s*\bor {b:-?\d[\d.]*+B?}(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")={a}, {b}
[when]{a:-?\d[\d.]*+B?}\s*,?\s*\bor {b:-?\d[\d.]*+B?}(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")={a}, {b}

# a comma before a conjunction
[when]{word:[\w.]+},(?!(?!\s*(?:or|and)\b))(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")={word}

# phrases of their own
[when](?:is an|is already an) existing customer(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=existingCustomer == true
[when]is (?:not an existing|a new) customer(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=existingCustomer == false
[when]uses a free mail address(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=freeMail == true
[when]does not use a free mail address(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=freeMail == false
[when]has the tag(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=tags contains
[when]does not have the tag(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=tags not contains
[when](?:[iI]t|it) is a holiday(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=holiday == true
[when](?:[iI]t|it) is not a holiday(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=holiday == false
[when]has {comparison:at least|at most|more than|less than} {number:\d+} employees(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=employees is {comparison} {number}
[when]is in one of the countries(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=country is one of
[when]is in none of the countries(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=country is none of
[when]is in one of the regions(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=region is one of
[when]is in none of the regions(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=region is none of
[when]is in one of the places(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=place is one of
[when]is in none of the places(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=place is none of
[when]is in one of the cities(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=city is one of
[when]works in one of the industries(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=industry is one of
[when]works in none of the industries(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=industry is none of
[when]works in (?:the |)industry(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=industry is
[when]does not work in (?:the |)industry(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=industry is not
[when]comes from the source(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=leadSource is
[when]is interested in the product(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=product is

# fields
[*](?:the |The |its |Its |)record source(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=source
[*](?:the |The |its |Its |)external id(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=externalId
[*](?:the |The |its |Its |)name key(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=nameKey
[*](?:the |The |its |Its |)parent company(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=parentCompany
[*](?:the |The |its |Its |)company name(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=name
[*](?:the |The |its |Its |)company id(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=company
[*](?:the |The |its |Its |)web domain(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=domain
[*](?:the |The |its |Its |)free mail flag(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=freeMail
[*](?:the |The |its |Its |)title of the contact(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=title
[*](?:the |The |its |Its |)country of the telephone number(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=phoneCountry
[*](?:the |The |its |Its |)postal code(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=postalCode
[*](?:the |The |its |Its |)postal area(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=postalArea
[*](?:the |The |its |Its |)postal district(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=postalDistrict
[*](?:the |The |its |Its |)lead source(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=leadSource
[*](?:the |The |its |Its |)number of employees(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=employees
[*](?:the |The |its |Its |)local annual revenue(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=annualRevenueLocal
[*](?:the |The |its |Its |)annual revenue(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=annualRevenue
[*](?:the |The |its |Its |)local deal size(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=dealSizeLocal
[*](?:the |The |its |Its |)deal size(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=dealSize
[*](?:the |The |its |Its |)lead score(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=score
[*](?:the |The |its |Its |)existing customer flag(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=existingCustomer
[*](?:the |The |its |Its |)current owner(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=currentOwner
[*](?:the |The |its |Its |)day of the week(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=dayOfWeek
[*](?:the |The |its |Its |)day of the month(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=dayOfMonth
[*](?:the |The |its |Its |)holiday flag(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=holiday
[*](?:the |The |its |Its |)owner of the account(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=ownerRep
[*](?:the |The |its |Its |)attribute {key:text:"(?:[^"\\]|\\.)*+"}(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=attributes[{key}]
[*](?:the |The |its |Its |)number {key:text:"(?:[^"\\]|\\.)*+"}(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=numbers[{key}]
[*](?:the |The |its |Its )name(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=name
[*](?:the |The |its |Its )company(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=company
[*](?:the |The |its |Its )domain(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=domain
[*](?:the |The |its |Its )title(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=title
[*](?:the |The |its |Its )country(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=country
[*](?:the |The |its |Its )region(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=region
[*](?:the |The |its |Its )place(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=place
[*](?:the |The |its |Its )city(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=city
[*](?:the |The |its |Its )latitude(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=latitude
[*](?:the |The |its |Its )longitude(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=longitude
[*](?:the |The |its |Its )industry(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=industry
[*](?:the |The |its |Its )sector(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=sector
[*](?:the |The |its |Its )segment(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=segment
[*](?:the |The |its |Its )product(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=product
[*](?:the |The |its |Its )language(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=language
[*](?:the |The |its |Its )partner(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=partner
[*](?:the |The |its |Its )employees(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=employees
[*](?:the |The |its |Its )currency(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=currency
[*](?:the |The |its |Its )score(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=score
[*](?:the |The |its |Its )source(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=source
[*](?:the |The |its |Its )tags(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=tags
[*](?:the |The |its |Its )zone(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=zone
[*](?:the |The |its |Its )date(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=date
[*](?:the |The |its |Its )time(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=time
[*](?:the |The |its |Its )hour(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=hour
[*](?:the |The |its |Its )month(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=month
[*](?:the |The |its |Its )quarter(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=quarter
[*](?:the |The |its |Its )year(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=year
[*](?:the |The |its |Its )id(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=id
[*](?:the |The |its |Its )parent(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=parent
[*](?:the |The |its |Its )type(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=type
[*](?:the |The |its |Its )role(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=role

# comparisons
[when]is in {field:country|region|place|city}(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")={field} is
[when]is not in {field:country|region|place|city}(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")={field} is not
[when]has an? {field:field:\w+(?:\["(?:[^"\\]|\\.)*+"\])?+} of(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")={field} is
[when]has no {field:field:\w+(?:\["(?:[^"\\]|\\.)*+"\])?+}(?!\s+(?!and\b|or\b)\w)(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")={field} == null
[when]has an? {field:field:\w+(?:\["(?:[^"\\]|\\.)*+"\])?+}(?!\s+(?!and\b|or\b)\w)(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")={field} != null
[when](?:is|are) (?:not known|unknown)(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=== null
[when](?:is|are) known(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=!= null
[when]{field:field:\w+(?:\["(?:[^"\\]|\\.)*+"\])?+} (?:is|are) between {least:value:(?:"(?:[^"\\]|\\.)*+"|-?\d[\d.]*+B?|true|false)} and {most:value:(?:"(?:[^"\\]|\\.)*+"|-?\d[\d.]*+B?|true|false)}(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=({field} >= {least} && {field} <= {most})
[when](?:is|are) (?:at least|from|not before)(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=>=
[when](?:is|are) (?:at most|not after)(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=<=
[when](?:is|are) (?:more than|above|after)(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=>
[when](?:is|are) (?:less than|below|before)(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=<
[when](?:is|are) one of {values:list:(?:"(?:[^"\\]|\\.)*+"|-?\d[\d.]*+B?|true|false)(?:\s*,\s*(?:"(?:[^"\\]|\\.)*+"|-?\d[\d.]*+B?|true|false))*+}(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=in ({values})
[when](?:is|are) none of {values:list:(?:"(?:[^"\\]|\\.)*+"|-?\d[\d.]*+B?|true|false)(?:\s*,\s*(?:"(?:[^"\\]|\\.)*+"|-?\d[\d.]*+B?|true|false))*+}(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=not in ({values})
[when](?:is|are) not {values:list:(?:"(?:[^"\\]|\\.)*+"|-?\d[\d.]*+B?|true|false)(?:\s*,\s*(?:"(?:[^"\\]|\\.)*+"|-?\d[\d.]*+B?|true|false))++}(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=not in ({values})
[when](?:is|are) {values:list:(?:"(?:[^"\\]|\\.)*+"|-?\d[\d.]*+B?|true|false)(?:\s*,\s*(?:"(?:[^"\\]|\\.)*+"|-?\d[\d.]*+B?|true|false))++}(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=in ({values})
[when](?:is|are) on the list(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=memberOf
[when](?:is|are) not on the list(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=not memberOf
[when](?:is|are) not(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=!=
[when](?:does|do) not contain(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=not contains
[when]contain(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=contains
[when]matches the pattern(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=matches
[when]starts with(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=str[startsWith]
[when]ends with(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=str[endsWith]
[when](?:is|are)(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")===

# several conditions in one line
[when],?\s*and(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=&&
[when],?\s*or(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=||
[when](?:not|Not)(?!(?!\s*\())(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=!

# actions of territory rules
[then]^\s*Route to (?:the |)territory {id:text:"(?:[^"\\]|\\.)*+"}\s*\z=routing.territory({id});
[then]^\s*Assign to (?:the |)rep {id:text:"(?:[^"\\]|\\.)*+"}\s*\z=routing.rep({id});
[then]^\s*Look the territory up in the list {list:text:"(?:[^"\\]|\\.)*+"} by {field:\w+}\s*\z=routing.territoryFrom({list}, "{field}");
[then]^\s*Look the rep up in the list {list:text:"(?:[^"\\]|\\.)*+"} by {field:\w+}\s*\z=routing.repFrom({list}, "{field}");
[then]^\s*Add someone from the overlay {id:text:"(?:[^"\\]|\\.)*+"}\s*\z=routing.overlay({id});
[then]^\s*Give the reason {text:text:"(?:[^"\\]|\\.)*+"}\s*\z=routing.reason({text});

# whose turn it is
[then]^\s*Take turns by weight among {members}=routing.weighted({members});
[then]^\s*Take turns among {members}=routing.roundRobin({members});
[then]^\s*One day each from {from:text:"(?:[^"\\]|\\.)*+"} on: {members}=routing.onDuty("daily", {from}, {members});
[then]^\s*One week each from {from:text:"(?:[^"\\]|\\.)*+"} on: {members}=routing.onDuty("weekly", {from}, {members});
[then]^\s*One month each from {from:text:"(?:[^"\\]|\\.)*+"} on: {members}=routing.onDuty("monthly", {from}, {members});
[then]^\s*One quarter each from {from:text:"(?:[^"\\]|\\.)*+"} on: {members}=routing.onDuty("quarterly", {from}, {members});
[then]^\s*Whoever is on duty by the duty roster {roster}=routing.onDutyCalendar({roster});
[then]^\s*The least loaded of {members}=routing.leastLoaded({members});
[then]^\s*The first who is free of {members}=routing.inOrder({members});

# members and their strengths
[then](?:the |)team {name:text:"(?:[^"\\]|\\.)*+"}(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=team({name})
[then]\s+with the skill {skill:text:"(?:[^"\\]|\\.)*+"}(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=.skill({skill})
[then]\s+(?:and |)who speak {language:text:"(?:[^"\\]|\\.)*+"}(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=.language({language})
[then]\s+(?:and |)who speak (?:the account's |account's )language(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=.matchingLanguage()
[then]{rep:text:"(?:[^"\\]|\\.)*+"} with weight {weight:\d+}(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=rep({rep}, {weight})

# how turns are taken; each goes behind a comma
[then],?\s*sharing the pool {pool:text:"(?:[^"\\]|\\.)*+"}(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=).pool({pool}
[then],?\s*keeping the owner(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=).keepOwner(
[then],?\s*during working hours(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=).duringWorkingHours(
[then],?\s*or the next on shift(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=).orNextOnShift(
[then],?\s*at most {turns:\d+} (?:a|an|each) {period:hour|day|week|month}(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=).cap({turns}, "{period}"
[then],?\s*to be accepted within {time:text:"(?:[^"\\]|\\.)*+"}(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=).acceptWithin({time}
[then],?\s*to be accepted within {minutes:\d+} minutes?(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=).acceptWithin("{minutes}m"
[then],?\s*to be accepted within {hours:\d+} hours?(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=).acceptWithin("{hours}h"
[then],?\s*and(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=,
[then],(?!(?!\s*\)))(?!(?:[^"\\]++|\\.|"(?:[^"\\]++|\\.)*+")*+")=
